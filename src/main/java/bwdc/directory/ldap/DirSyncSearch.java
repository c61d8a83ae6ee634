package bwdc.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.experimental.ActiveDirectoryDirSyncControl;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches for what has changed in a domain. Only changes of the attributes that are asked for are told: these are what a
 * read asks for, what filters look at, and the name, which counts as changed when an object moves.
 */
final class DirSyncSearch {
    /** Only the added and removed values of a large group, not all of them. */
    static final int INCREMENTAL_VALUES = 0x80000000;

    /** What the account may see, for accounts that may not replicate the domain. */
    static final int OBJECT_SECURITY = 1;

    private static final int MOST_BYTES = 1 << 20;
    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");

    /** No object has this id, and looking it up takes no reading of them all. */
    private static final Filter NOTHING = Filter.createEqualityFilter("objectGUID", new byte[16]);

    private final String root;
    private final Filter filter;
    private final Set<String> attributes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<UUID> changed = new HashSet<>();
    private final Set<UUID> deleted = new HashSet<>();

    private DirSyncSearch(String root, Filter filter) {
        this.root = root;
        this.filter = filter;
        attributes.addAll(List.of("name", "isDeleted", "objectClass"));
    }

    /** @param classes of users and groups */
    static DirSyncSearch of(String root, List<Part> parts, List<String> classes) {
        var all = classes.stream().anyMatch(String::isEmpty)
                ? ANYTHING
                : Filter.createORFilter(Stream.concat(
                                classes.stream().map(name -> Filter.createEqualityFilter("objectClass", name)),
                                Arrays.stream(Part.CONTAINERS.getComponents()))
                        .toList());
        var search = new DirSyncSearch(root, all);
        for (var part : parts) {
            search.attributes.addAll(part.attributes());
            search.attributes.addAll(Filters.attributes(part.filter()));
        }
        return search;
    }

    /** A cookie for what is there now, without reading it: a search that nothing matches comes to the end at once. */
    byte[] now(Searcher searcher, int flags) throws LDAPException {
        return all(searcher, NOTHING, List.of("name"), flags, null);
    }

    DirSyncAnswer since(Searcher searcher, DirSyncCookie cookie) throws LDAPException {
        changed.clear();
        deleted.clear();
        var next = all(searcher, filter, attributes, cookie.flags(), cookie.bytes());
        return new DirSyncAnswer(changed, deleted, next);
    }

    private byte[] all(Searcher searcher, Filter what, Collection<String> names, int flags, byte @Nullable [] cookie)
            throws LDAPException {
        var next = cookie;
        while (true) {
            var control = new ActiveDirectoryDirSyncControl(
                    true, flags, MOST_BYTES, next == null ? null : new ASN1OctetString(next));
            var result = searcher.content(root, SearchScope.SUB, what, names, control, this::object, response -> {});
            var answer = ActiveDirectoryDirSyncControl.get(result);
            if (answer == null || answer.getCookie() == null) {
                throw new NotFollowed("the server does not say where the changes end");
            }
            var last = next;
            next = answer.getCookie().getValue();
            if (answer.getFlags() == 0) {
                return next;
            }
            if (Arrays.equals(last, next) && result.getEntryCount() == 0) {
                throw new NotFollowed("a page without changes points to itself");
            }
        }
    }

    /** One that changes while pages are read comes again: what is told last counts. */
    private void object(SearchResultEntry entry) {
        var isDeleted = Accounts.isDeleted(entry);
        Values.guid(entry).map(UUID::fromString).ifPresent(id -> {
            (isDeleted ? deleted : changed).add(id);
            (isDeleted ? changed : deleted).remove(id);
        });
    }
}
