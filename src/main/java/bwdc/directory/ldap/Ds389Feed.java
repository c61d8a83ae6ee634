package bwdc.directory.ldap;

import bwdc.directory.memory.Memory;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
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
    public Changes since(Memory before, Searcher searcher, Intake intake) {
        Set<UUID> changed = new HashSet<>();
        Set<UUID> gone = new HashSet<>();
        Map<String, String> next = new HashMap<>();
        try {
            for (var base : bases()) {
                var cookie = before.cookies().get(base);
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
        var lookup = new Lookup(this, id -> Filter.createEqualityFilter(ID, text(id)), searcher, intake);
        return new Changes.Told(
                parts.stream().map(part -> lookup.of(part, changed, gone)).toList(), next);
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
}
