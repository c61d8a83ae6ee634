package bwdc.directory.ldap;

import bwdc.directory.memory.Entry;
import bwdc.directory.memory.Memory;
import bwdc.directory.memory.PartChanges;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Content synchronization by OpenLDAP's overlay syncprov. It tells exactly what comes into a search and what leaves it;
 * when its session log does not reach back far enough, it tells what is there instead.
 */
final class OpenLdapFeed implements ChangeFeed {
    private final List<Part> parts;

    OpenLdapFeed(List<Part> parts) {
        this.parts = parts;
    }

    @Override
    public String title() {
        return "content synchronization";
    }

    @Override
    public String idAttribute() {
        return "entryUUID";
    }

    @Override
    public Optional<UUID> id(SearchResultEntry entry) {
        var text = entry.getAttributeValue(idAttribute());
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A cookie of OpenLDAP is a point in time, for whatever search. */
    @Override
    public Map<String, String> begin(Searcher searcher) throws LDAPException {
        var cookie =
                ContentSearch.cookie(searcher, parts.getFirst().base(), Filter.createPresenceFilter("objectClass"));
        Map<String, String> cookies = new HashMap<>();
        parts.forEach(part -> cookies.put(name(part), cookie));
        return cookies;
    }

    private static String name(Part part) {
        return Integer.toString(part.number());
    }

    @Override
    public Changes since(Memory before, Searcher searcher, Intake intake) {
        List<PartChanges> changes = new ArrayList<>();
        Map<String, String> next = new HashMap<>();
        try {
            for (var part : parts) {
                var cookie = before.cookies().get(name(part));
                if (cookie == null) {
                    return new Changes.Unknown("there is no cookie");
                }
                var answer = new ContentSearch(searcher).since(cookie, part.base(), part.filter(), attributes(part));
                if (answer.unchanged().filter(Set::isEmpty).isPresent()
                        && answer.there().isEmpty()) {
                    return new Changes.Unknown("the server tells of nothing below " + part.base());
                }
                changes.add(changes(part, answer, intake));
                next.put(name(part), answer.cookie());
            }
        } catch (LDAPException e) {
            return new Changes.Unknown(LdapFaults.reason(e));
        }
        return new Changes.Told(changes, next);
    }

    private static List<String> attributes(Part part) {
        return part.attributes().isEmpty() ? List.of("1.1") : part.attributes();
    }

    private static PartChanges changes(Part part, ContentAnswer answer, Intake intake) {
        List<Entry> there = new ArrayList<>();
        Set<UUID> gone = new HashSet<>(answer.gone());
        answer.there()
                .forEach((id, entry) -> intake.entry(part, id, entry).ifPresentOrElse(there::add, () -> gone.add(id)));
        return new PartChanges(part.number(), there, gone, answer.unchanged());
    }
}
