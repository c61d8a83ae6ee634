package bwdc.directory.ldap;

import bwdc.settings.FilterProblem;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Search filters (RFC 4515). */
final class Filters {
    private Filters() {}

    /**
     * Entries of a class that match a filter of the administrator's; several filters in a row all have to match.
     *
     * @param setting where the filter comes from
     */
    static Filter of(String objectClass, Optional<String> filter, String setting) {
        var ofClass = Filter.createEqualityFilter("objectClass", objectClass);
        return filter.map(text -> Filter.createANDFilter(ofClass, parse(text.strip(), setting)))
                .orElse(ofClass);
    }

    /**
     * What {@link #of} joins, part by part.
     *
     * @param classSetting where the object class comes from
     */
    static List<Part> parts(String objectClass, Optional<String> filter, String classSetting, String setting) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Filter.createEqualityFilter("objectClass", objectClass), classSetting));
        filter.ifPresent(text -> {
            for (var each : parse(text.strip(), setting).getComponents()) {
                parts.add(new Part(each, setting));
            }
        });
        return parts;
    }

    /** A filter and the setting that it comes from. */
    record Part(Filter filter, String setting) {}

    /** The attributes that a filter looks at. */
    static Set<String> attributes(Filter filter) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        collect(filter, names);
        return names;
    }

    private static void collect(Filter filter, Set<String> names) {
        if (filter.getAttributeName() != null) {
            names.add(filter.getAttributeName());
        }
        if (filter.getNOTComponent() != null) {
            collect(filter.getNOTComponent(), names);
        }
        for (var inner : filter.getComponents()) {
            collect(inner, names);
        }
    }

    private static Filter parse(String text, String setting) {
        FilterProblem.of(text).ifPresent(problem -> {
            throw problem.fault(setting);
        });
        try {
            return Filter.create("(&" + text + ")");
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, restricted to entries changed since a time in the directory's form. */
    static Filter since(Filter filter, String attribute, String time) {
        return Filter.createANDFilter(filter, Filter.createGreaterOrEqualFilter(attribute, time));
    }

    /** Whether it is such a restricted one, which may find nothing where all is well. */
    static boolean isSince(Filter filter) {
        return filter.getFilterType() == Filter.FILTER_TYPE_AND
                && filter.getComponents()[filter.getComponents().length - 1].getFilterType()
                        == Filter.FILTER_TYPE_GREATER_OR_EQUAL;
    }
}
