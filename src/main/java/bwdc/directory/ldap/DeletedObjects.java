package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The container where Active Directory keeps what was deleted, some 180 days long. With the recycle bin entries there
 * have all their attributes, without it little more than {@code objectGUID} and {@code sAMAccountName} ([MS-ADTS]
 * 3.1.1.5.5.1).
 */
final class DeletedObjects {
    /** Shows deleted objects ([MS-ADTS] 3.1.1.3.4.1.14). */
    private static final Control SHOW_DELETED = new Control("1.2.840.113556.1.4.417", true);

    private final Searcher searcher;
    private final LdapSettings settings;
    private final String base;
    private int found;

    DeletedObjects(Searcher searcher, LdapSettings settings, String root) {
        this.searcher = searcher;
        this.settings = settings;
        base = container(root);
    }

    /** Deleted entries of a class. */
    static Filter ofClass(String objectClass) {
        return Filter.createANDFilter(
                Filter.createEqualityFilter("objectClass", objectClass),
                Filter.createEqualityFilter("isDeleted", "TRUE"));
    }

    /**
     * Reads those that match. Whatever is deleted is moved directly into the container; a search of all that is below it looks at
     * every user of the domain with some servers.
     *
     * @return a sentence when the account may not see them
     */
    List<String> read(Filter filter, List<String> attributes, Consumer<SearchResultEntry> each) {
        try {
            searcher.childrenIfAllowed(
                    base,
                    filter,
                    attributes,
                    entry -> {
                        found++;
                        each.accept(entry);
                    },
                    SHOW_DELETED);
            return found > 0 || isReadable() ? List.of() : List.of(refused("it may not list what is in there"));
        } catch (LDAPException e) {
            return List.of(refused(e.getResultCode().getName()));
        }
    }

    /** Reads those of some ids. */
    void read(Set<UUID> ids, Filter filter, List<String> attributes, Consumer<SearchResultEntry> each) {
        read(
                filter,
                attributes,
                entry -> Values.guid(entry)
                        .map(UUID::fromString)
                        .filter(ids::contains)
                        .ifPresent(id -> each.accept(entry)));
    }

    private boolean isReadable() throws LDAPException {
        return isReadable(searcher, base);
    }

    /** The same for the domain that a server holds. */
    static boolean isReadable(Searcher searcher, RootDse server) throws LDAPException {
        var root = server.values("defaultNamingContext").stream().findFirst().orElse("");
        return isReadable(searcher, container(root));
    }

    /**
     * Whether the account may look into the container. Without that right a search finds nothing, and is called a
     * success; but then the container's own attributes cannot be read either.
     */
    private static boolean isReadable(Searcher searcher, String base) throws LDAPException {
        var readable = new boolean[1];
        searcher.entryIfAllowed(
                base, List.of("whenCreated"), entry -> readable[0] = entry.hasAttribute("whenCreated"), SHOW_DELETED);
        return readable[0];
    }

    private static String container(String root) {
        return "CN=Deleted Objects," + root;
    }

    private String refused(String reason) {
        return "deleted users were not looked for: " + settings.username() + " cannot search " + base + " (" + reason
                + "); grant it the rights to list and read there (dsacls \"" + base + "\" /g ACCOUNT:LCRP)";
    }
}
