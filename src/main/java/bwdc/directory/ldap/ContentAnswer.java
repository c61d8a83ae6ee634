package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a server answered to a request for content (RFC 4533).
 *
 * @param there entries that are new or changed
 * @param gone entries that no longer match
 * @param unchanged where it told what is there instead of what is gone: the others that are
 * @param cookie with which to ask the next time
 */
record ContentAnswer(
        Map<UUID, SearchResultEntry> there, Set<UUID> gone, Optional<Set<UUID>> unchanged, String cookie) {}
