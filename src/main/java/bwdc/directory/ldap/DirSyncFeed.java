package bwdc.directory.ldap;

import bwdc.directory.memory.Entry;
import bwdc.directory.memory.Listing;
import bwdc.directory.memory.Memory;
import bwdc.directory.memory.PartChanges;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Directory synchronization by Active Directory ([MS-ADTS] 3.1.1.3.4.1.3). It tells which objects of a whole domain changed,
 * without regard to where users and groups are searched, so what changed is looked at with the real filters.
 */
final class DirSyncFeed implements ChangeFeed {
    private static final String ID = "objectGUID";
    private static final String MEMBER_OF = "memberOf";

    private final List<Part> parts;
    private final RootDse server;
    private final DirSyncSearch search;
    private final String root;

    /** @param classes of users and groups */
    DirSyncFeed(List<Part> parts, RootDse server, List<String> classes) {
        this.parts = parts;
        this.server = server;
        root = server.values("defaultNamingContext").stream().findFirst().orElse("");
        search = DirSyncSearch.of(root, parts, classes);
    }

    @Override
    public String title() {
        return "directory synchronization";
    }

    @Override
    public String idAttribute() {
        return ID;
    }

    @Override
    public Optional<UUID> id(SearchResultEntry entry) {
        return Values.guid(entry).map(UUID::fromString);
    }

    @Override
    public Listing listing() {
        return Listing.ENTRIES;
    }

    @Override
    public Map<String, String> begin(Searcher searcher) throws LDAPException {
        for (var part : parts) {
            if (!SearchBase.isBelow(part.base(), root)) {
                throw new NotFollowed(part.base() + " is not below " + root);
            }
        }
        return DirSyncCookie.first(search, server, searcher).values();
    }

    @Override
    public Changes since(Memory before, Searcher searcher, Intake intake) {
        try {
            var cookie = DirSyncCookie.of(before.cookies());
            var problem = cookie.problem(server, searcher);
            if (problem.isPresent()) {
                return new Changes.Unknown(problem.get());
            }
            var answer = search.since(searcher, cookie);
            if (answer.changed().isEmpty() && answer.deleted().isEmpty()) {
                // The time in it is another each time.
                return told(before, before.cookies(), answer, searcher, intake);
            }
            return told(before, cookie.then(answer.cookie(), server).values(), answer, searcher, intake);
        } catch (LDAPException e) {
            return new Changes.Unknown(LdapFaults.reason(e));
        }
    }

    private Changes told(
            Memory before, Map<String, String> cookies, DirSyncAnswer answer, Searcher searcher, Intake intake) {
        var lookup = new Lookup(this, id -> Filter.createEqualityFilter(ID, IdFilters.windows(id)), searcher, intake);
        var changes = parts.stream()
                .map(part -> lookup.of(part, answer.changed(), answer.deleted()))
                .toList();
        return new Changes.Told(withGroupsOfNewcomers(before, changes, lookup), cookies, answer.deleted());
    }

    /**
     * Whoever was not known before may be in groups all the same, and these did not change: somebody moved here, or matches
     * the filter again.
     */
    private List<PartChanges> withGroupsOfNewcomers(Memory before, List<PartChanges> changes, Lookup lookup) {
        Set<UUID> there = new HashSet<>();
        changes.forEach(part -> part.there().forEach(entry -> there.add(entry.id())));
        Set<String> groups = new HashSet<>();
        lookup.everywhere(root, before.unknown(there), List.of(MEMBER_OF), entry -> {
            var names = Values.find(entry, MEMBER_OF);
            if (names != null) {
                groups.addAll(List.of(names.getValues()));
            }
        });
        return groups.isEmpty()
                ? changes
                : changes.stream().map(part -> with(part, groups, lookup)).toList();
    }

    private PartChanges with(PartChanges changes, Set<String> groups, Lookup lookup) {
        var part = parts.get(changes.part());
        if (part.kind() != Part.Kind.GROUPS) {
            return changes;
        }
        Map<UUID, Entry> there = new LinkedHashMap<>();
        changes.there().forEach(entry -> there.put(entry.id(), entry));
        var filters = groups.stream()
                .map(name -> Filter.createEqualityFilter("distinguishedName", name))
                .toList();
        lookup.there(part, filters).forEach(entry -> there.putIfAbsent(entry.id(), entry));
        return new PartChanges(changes.part(), new ArrayList<>(there.values()), changes.gone(), changes.unchanged());
    }
}
