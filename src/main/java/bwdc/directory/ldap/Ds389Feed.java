package bwdc.directory.ldap;

import bwdc.directory.memory.Entry;
import bwdc.directory.memory.PartChanges;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Content synchronization by the plug-in of 389 Directory Server. It tells which entries changed and which are gone, but
 * not of one that no longer matches the filter, so it is asked for changes of anything, and what changed is looked at with
 * the real filters. Every answer to a cookie is one of changes, though the server marks it as one of everything.
 */
final class Ds389Feed implements ChangeFeed {
    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");
    private static final String ID = "nsUniqueId";

    /** How many ids fit into a filter. */
    private static final int AT_ONCE = 100;

    private final List<Part> parts;
    private final RootDse server;

    Ds389Feed(List<Part> parts, RootDse server) {
        this.parts = parts;
        this.server = server;
    }

    @Override
    public String title() {
        return "content synchronization";
    }

    @Override
    public String idAttribute() {
        return ID;
    }

    /** {@code b29bf050-e6bc11f1-97eeef13-90fde430}. */
    @Override
    public Optional<UUID> id(SearchResultEntry entry) {
        var text = entry.getAttributeValue(ID);
        try {
            return Optional.ofNullable(text).map(Ds389Feed::id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static UUID id(String text) {
        var digits = text.replace("-", "");
        return UUID.fromString(digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16)
                + "-" + digits.substring(16, 20) + "-" + digits.substring(20));
    }

    private static String text(UUID id) {
        var digits = id.toString().replace("-", "");
        return digits.substring(0, 8) + "-" + digits.substring(8, 16) + "-" + digits.substring(16, 24) + "-"
                + digits.substring(24);
    }

    /** One for each place, because cookies of 389 hold base and filter. */
    @Override
    public Map<String, String> begin(Searcher searcher) throws LDAPException {
        Map<String, String> cookies = new HashMap<>();
        for (var base : bases()) {
            cookies.put(base, ContentSearch.cookie(searcher, base, ANYTHING));
        }
        return cookies;
    }

    private Set<String> bases() {
        Set<String> bases = new LinkedHashSet<>();
        parts.forEach(part -> bases.add(part.base()));
        return bases;
    }

    @Override
    public Changes since(Map<String, String> cookies, Searcher searcher, Intake intake) {
        Set<UUID> changed = new HashSet<>();
        Set<UUID> gone = new HashSet<>();
        Map<String, String> next = new HashMap<>();
        try {
            for (var base : bases()) {
                var cookie = cookies.get(base);
                if (cookie == null || !isKept(cookie)) {
                    return new Changes.Unknown("its change log does not reach back far enough");
                }
                var answer = new ContentSearch(searcher).since(cookie, base, ANYTHING, List.of("1.1"));
                changed.addAll(answer.there().keySet());
                gone.addAll(answer.gone());
                next.put(base, answer.cookie());
            }
        } catch (LDAPException e) {
            return new Changes.Unknown(LdapFaults.reason(e));
        }
        return new Changes.Told(
                parts.stream()
                        .map(part -> look(part, changed, gone, searcher, intake))
                        .toList(),
                next);
    }

    /** The server itself takes any number, also of a change that it has already forgotten. */
    private boolean isKept(String cookie) {
        try {
            var first = server.values("firstChangeNumber").stream().findFirst();
            long number = Long.parseLong(cookie.substring(cookie.lastIndexOf('#') + 1));
            return first.isEmpty() || Long.parseLong(first.get()) <= number + 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What of the changed entries is in a part; the rest is not, or not any more. */
    private static PartChanges look(Part part, Set<UUID> changed, Set<UUID> gone, Searcher searcher, Intake intake) {
        List<Entry> there = new ArrayList<>();
        Set<UUID> missing = new HashSet<>(changed);
        var ids = List.copyOf(changed);
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            var some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            var filter = Filter.createANDFilter(
                    Filter.createORFilter(some.stream()
                            .map(id -> Filter.createEqualityFilter(ID, text(id)))
                            .toList()),
                    part.filter());
            searcher.some(
                    part.base(),
                    filter,
                    attributes(part),
                    entry -> id(entry, part, intake).ifPresent(known -> {
                        there.add(known);
                        missing.remove(known.id());
                    }));
        }
        missing.addAll(gone);
        return new PartChanges(part.number(), there, missing, Optional.empty());
    }

    private static List<String> attributes(Part part) {
        List<String> all = new ArrayList<>(part.attributes());
        all.add(ID);
        return all;
    }

    private static Optional<Entry> id(SearchResultEntry entry, Part part, Intake intake) {
        return intake.entry(part, id(entry.getAttributeValue(ID)), entry);
    }
}
