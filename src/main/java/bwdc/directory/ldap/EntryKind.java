package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What an entry is, by its object classes. */
enum EntryKind {
    FOREIGN("foreign security principal"),
    COMPUTER("computer"),
    CONTACT("contact"),
    GROUP("group"),
    USER("user"),
    OTHER("other");

    private static final Set<String> GROUPS =
            Set.of("group", "groupofnames", "groupofuniquenames", "posixgroup", "groupofurls", "groupofmembers");

    private final String words;

    EntryKind(String words) {
        this.words = words;
    }

    static EntryKind of(SearchResultEntry entry, Scheme scheme) {
        var classes = classes(entry);
        if (classes.contains("foreignsecurityprincipal")) {
            return FOREIGN;
        }
        if (classes.contains("computer")) {
            return COMPUTER;
        }
        if (classes.contains("contact")) {
            return CONTACT;
        }
        if (classes.contains(Values.lower(scheme.groupClass()))
                || classes.stream().anyMatch(GROUPS::contains)) {
            return GROUP;
        }
        return classes.contains(Values.lower(scheme.userClass())) ? USER : OTHER;
    }

    /** For people; one that is of none of the known kinds is called by its classes. */
    static String words(SearchResultEntry entry, Scheme scheme) {
        var kind = of(entry, scheme);
        return kind == OTHER ? String.join(", ", classes(entry)) : kind.words;
    }

    /** Classes of groups. */
    static Set<String> groupClasses(Scheme scheme) {
        Set<String> names = new TreeSet<>(GROUPS);
        if (!scheme.groupClass().isEmpty()) {
            names.add(Values.lower(scheme.groupClass()));
        }
        return names;
    }

    private static Set<String> classes(SearchResultEntry entry) {
        Set<String> classes = new TreeSet<>();
        var values = entry.getObjectClassValues();
        if (values != null) {
            for (var value : values) {
                classes.add(value.toLowerCase(Locale.ROOT));
            }
        }
        classes.remove("top");
        return classes;
    }
}
