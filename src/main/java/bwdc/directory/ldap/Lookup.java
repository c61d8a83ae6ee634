package bwdc.directory.ldap;

import bwdc.directory.memory.Entry;
import bwdc.directory.memory.PartChanges;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Looks at entries that are known to have changed, with the filters of the settings. */
final class Lookup {
    /** How many ids or names fit into a filter. */
    private static final int AT_ONCE = 100;

    private final ChangeFeed feed;
    private final Function<UUID, Filter> byId;
    private final Searcher searcher;
    private final Intake intake;

    Lookup(ChangeFeed feed, Function<UUID, Filter> byId, Searcher searcher, Intake intake) {
        this.feed = feed;
        this.byId = byId;
        this.searcher = searcher;
        this.intake = intake;
    }

    /** What of the changed entries is in a part; the rest is not, or not any more. */
    PartChanges of(Part part, Set<UUID> changed, Set<UUID> gone) {
        var there = there(part, changed.stream().map(byId).toList());
        Set<UUID> missing = new HashSet<>(changed);
        there.forEach(entry -> missing.remove(entry.id()));
        missing.addAll(gone);
        return new PartChanges(part.number(), there, missing, Optional.empty());
    }

    /** What of a part matches any of some filters. */
    List<Entry> there(Part part, List<Filter> filters) {
        List<String> attributes = new ArrayList<>(part.attributes());
        if (!attributes.contains(feed.idAttribute())) {
            attributes.add(feed.idAttribute());
        }
        List<Entry> there = new ArrayList<>();
        search(
                part.base(),
                filters,
                Optional.of(part.filter()),
                attributes,
                entry -> feed.id(entry)
                        .flatMap(id -> intake.entry(part, id, entry))
                        .ifPresent(there::add));
        return there;
    }

    /** Looks at some entries wherever they are. */
    void everywhere(String base, Collection<UUID> ids, List<String> attributes, Consumer<SearchResultEntry> each) {
        search(base, ids.stream().map(byId).toList(), Optional.empty(), attributes, each);
    }

    private void search(
            String base,
            List<Filter> filters,
            Optional<Filter> besides,
            List<String> attributes,
            Consumer<SearchResultEntry> each) {
        for (int from = 0; from < filters.size(); from += AT_ONCE) {
            var any = Filter.createORFilter(filters.subList(from, Math.min(filters.size(), from + AT_ONCE)));
            searcher.some(
                    base,
                    besides.map(filter -> Filter.createANDFilter(any, filter)).orElse(any),
                    attributes,
                    each);
        }
    }
}
