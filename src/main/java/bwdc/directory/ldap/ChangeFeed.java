package bwdc.directory.ldap;

import bwdc.directory.memory.Listing;
import bwdc.directory.memory.Memory;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server's own account of what has changed in it. A full read begins with {@link #begin}, so that whatever changes while
 * it is read is told afterwards; it goes by entries' ids, which a full read has to ask for.
 */
interface ChangeFeed {
    /** What it is called, for people. */
    String title();

    /** The attribute that holds the id. */
    String idAttribute();

    /** The id of an entry that was read with {@link #idAttribute}, empty where the account may not see it. */
    Optional<UUID> id(SearchResultEntry entry);

    /**
     * Cookies for what the directory holds now.
     *
     * @throws LDAPException when the server does not give them to this account
     */
    Map<String, String> begin(Searcher searcher) throws LDAPException;

    /**
     * What has changed since.
     *
     * @param before what was read then, with the cookies
     * @param intake makes entries of what is read
     */
    Changes since(Memory before, Searcher searcher, Intake intake);

    /** What the members of the server's groups are. */
    default Listing listing() {
        return Listing.NAMES;
    }
}
