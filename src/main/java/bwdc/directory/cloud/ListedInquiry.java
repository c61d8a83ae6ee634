package bwdc.directory.cloud;

import bwdc.directory.Clause;
import bwdc.directory.Inquiry;
import bwdc.directory.Sighting;
import bwdc.directory.Sightings;
import bwdc.directory.Whereabouts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers questions about single entries from the lists of a vendor, without the filters of the settings. The vendors'
 * own searches differ in what they find; a list has everybody.
 */
public final class ListedInquiry implements Inquiry {
    /** Who looks for one person need not see more. */
    private static final int MOST_FOUND = 10;

    private final Lists lists;

    /**
     * An entry.
     *
     * @param names what people may call it, among them its id; any letter case will do
     */
    public record Listed(Sighting sighting, List<String> names) {
        /** A group, or what a vendor has instead, without an address. */
        public static Listed group(String id, String name, String kind, List<Clause> clauses) {
            var sighting = new Sighting(
                    id,
                    name,
                    id,
                    kind,
                    false,
                    Sighting.Place.EVERYWHERE,
                    clauses,
                    List.of(),
                    Optional.empty(),
                    "",
                    List.of());
            return new Listed(sighting, List.of(id, name));
        }

        boolean isCalled(String text) {
            return names.stream().anyMatch(name -> lower(name.strip()).equals(text));
        }
    }

    /** The lists of a vendor; each is asked for when the first question needs it. */
    public interface Lists {
        List<Listed> people();

        List<Listed> groups();

        /** {@code all users of OneLogin} */
        String words(boolean people);
    }

    public ListedInquiry(Lists lists) {
        this.lists = new Kept(lists);
    }

    /** Lists that are asked for once. */
    private static final class Kept implements Lists {
        private final Lists lists;
        private List<Listed> people = List.of();
        private List<Listed> groups = List.of();
        private boolean peopleKnown;
        private boolean groupsKnown;

        Kept(Lists lists) {
            this.lists = lists;
        }

        @Override
        public List<Listed> people() {
            if (!peopleKnown) {
                people = lists.people();
                peopleKnown = true;
            }
            return people;
        }

        @Override
        public List<Listed> groups() {
            if (!groupsKnown) {
                groups = lists.groups();
                groupsKnown = true;
            }
            return groups;
        }

        @Override
        public String words(boolean people) {
            return lists.words(people);
        }
    }

    @Override
    public Sightings people(String text) {
        return found(text, lists.people(), lists.words(true));
    }

    @Override
    public Sightings groups(String text) {
        return found(text, lists.groups(), lists.words(false));
    }

    private static Sightings found(String text, List<Listed> all, String words) {
        var wanted = lower(text.strip());
        List<Sighting> found = new ArrayList<>();
        all.stream().filter(each -> each.isCalled(wanted)).forEach(each -> found.add(each.sighting()));
        found.sort(Comparator.comparing((Sighting each) -> !each.isRead()).thenComparing(Sighting::deleted));
        var searched = words + " (" + all.size() + "), by address, name and id";
        return new Sightings(
                List.of(searched),
                List.copyOf(found.subList(0, Math.min(MOST_FOUND, found.size()))),
                found.size() > MOST_FOUND);
    }

    /** Whoever a group lists and who is not read is either left out by a filter, or nobody that the vendor lists. */
    @Override
    public Map<String, Whereabouts> whereabouts(Collection<String> values) {
        Map<String, Whereabouts> fates = new LinkedHashMap<>();
        if (values.isEmpty()) {
            return fates;
        }
        Map<String, Sighting> known = new LinkedHashMap<>();
        for (var each : lists.people()) {
            known.putIfAbsent(each.sighting().referenceId(), each.sighting());
            known.putIfAbsent(each.sighting().externalId(), each.sighting());
        }
        for (var value : values) {
            fates.put(value, fate(known.get(value)));
        }
        return fates;
    }

    private static Whereabouts fate(@org.jspecify.annotations.Nullable Sighting sighting) {
        if (sighting == null) {
            return new Whereabouts(Whereabouts.Kind.GONE, "");
        }
        var name = sighting.mail().orElse(sighting.referenceId());
        return new Whereabouts(sighting.deleted() ? Whereabouts.Kind.DELETED : Whereabouts.Kind.FILTERED, name);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        // Nothing stays open between two lists.
    }
}
