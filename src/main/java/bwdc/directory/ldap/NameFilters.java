package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Filters that find entries by what people call them. Whatever they type is a value, never a part of the filter. */
final class NameFilters {
    private NameFilters() {}

    static Filter people(Scheme scheme, String text) {
        return Filter.createANDFilter(
                Filter.createORFilter(names(scheme, text)),
                Filter.createNOTFilter(Filter.createEqualityFilter("objectClass", scheme.groupClass())));
    }

    /** A deleted object of Active Directory keeps few attributes, and its name with an addition. */
    static Filter deleted(Scheme scheme, String text) {
        var names = names(scheme, text);
        names.add(Filter.createSubstringFilter("cn", text + "\nDEL:", null, null));
        return Filter.createANDFilter(Filter.createEqualityFilter("isDeleted", "TRUE"), Filter.createORFilter(names));
    }

    static Filter groups(Scheme scheme, String text) {
        List<Filter> classes = new ArrayList<>();
        for (var name : EntryKind.groupClasses(scheme)) {
            classes.add(Filter.createEqualityFilter("objectClass", name));
        }
        Set<String> attributes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        attributes.addAll(List.of("cn", scheme.groupName()));
        List<Filter> names = new ArrayList<>();
        attributes.forEach(attribute -> names.add(Filter.createEqualityFilter(attribute, text)));
        names.addAll(IdFilters.of(text));
        return Filter.createANDFilter(Filter.createORFilter(classes), Filter.createORFilter(names));
    }

    private static List<Filter> names(Scheme scheme, String text) {
        Set<String> attributes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        attributes.addAll(List.of("mail", "userPrincipalName", "uid", scheme.email()));
        List<Filter> names = new ArrayList<>();
        if (text.indexOf('@') < 0) {
            attributes.addAll(List.of("sAMAccountName", "cn", "displayName"));
        } else {
            names.add(Filter.createEqualityFilter("proxyAddresses", "smtp:" + text));
        }
        attributes.forEach(attribute -> names.add(Filter.createEqualityFilter(attribute, text)));
        madeUp(scheme, text, names);
        names.addAll(IdFilters.of(text));
        return names;
    }

    /** Behind a made-up address stands the attribute that it is made of. */
    private static void madeUp(Scheme scheme, String text, List<Filter> names) {
        var suffix = scheme.emailSuffix().map(Values::lower).orElse("");
        var prefix = scheme.emailPrefix();
        if (prefix.isPresent()
                && !suffix.isEmpty()
                && text.length() > suffix.length()
                && text.toLowerCase(Locale.ROOT).endsWith(suffix)) {
            names.add(Filter.createEqualityFilter(prefix.get(), text.substring(0, text.length() - suffix.length())));
        }
    }
}
