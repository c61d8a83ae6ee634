package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Optional;

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

    private static Filter parse(String text, String setting) {
        try {
            return Filter.create("(&" + text + ")");
        } catch (LDAPException e) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "The filter " + text + " (" + setting + ") is not valid: " + e.getMessage())
                    .hint(
                            text.startsWith("(")
                                    ? "parentheses must match, and these characters are written \\28 \\29 \\2a \\5c: ( ) * \\"
                                    : "a filter stands in parentheses: (" + text + ")")
                    .because(e);
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
