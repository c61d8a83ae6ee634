package bwdc.directory.google;

import bwdc.directory.Inquiry;
import bwdc.directory.Sightings;
import bwdc.directory.Whereabouts;
import bwdc.directory.Whereabouts.Kind;
import bwdc.directory.cloud.ListedInquiry;
import bwdc.directory.cloud.ListedInquiry.Listed;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers questions about single entries of an account from its lists. */
final class GoogleInquiry implements Inquiry {
    private final GoogleEntries entries;
    private final ListedInquiry inquiry;

    GoogleInquiry(GoogleEntries entries) {
        this.entries = entries;
        inquiry = new ListedInquiry(entries);
    }

    @Override
    public Sightings people(String text) {
        return inquiry.people(text);
    }

    @Override
    public Sightings groups(String text) {
        return inquiry.groups(text);
    }

    /** Groups may have members outside of the account, of whom Google tells no more than the address. */
    @Override
    public Map<String, Whereabouts> whereabouts(Collection<String> values) {
        Map<String, Whereabouts> fates = new LinkedHashMap<>();
        if (!values.isEmpty()) {
            var people = byName(entries.people());
            var groups = byName(entries.groups());
            values.forEach(value -> fates.put(value, fate(value.toLowerCase(Locale.ROOT), people, groups)));
        }
        return fates;
    }

    private static Map<String, Listed> byName(List<Listed> listed) {
        Map<String, Listed> found = new HashMap<>();
        listed.forEach(each -> each.names().forEach(name -> found.putIfAbsent(name.toLowerCase(Locale.ROOT), each)));
        return found;
    }

    private static Whereabouts fate(String value, Map<String, Listed> people, Map<String, Listed> groups) {
        var person = people.get(value);
        if (person != null) {
            return new Whereabouts(
                    person.sighting().deleted() ? Kind.DELETED : Kind.FILTERED,
                    person.sighting().mail().orElse(""));
        }
        var group = groups.get(value);
        return group == null
                ? new Whereabouts(Kind.FOREIGN, "")
                : new Whereabouts(Kind.GROUP, group.sighting().mail().orElse(""));
    }

    @Override
    public void close() {
        // The directory closes its connection.
    }
}
