package bwdc.directory.ldap;

import java.util.Set;
import java.util.UUID;

/**
 * What Active Directory tells of changes.
 *
 * @param changed ids of objects that are new, different, or moved
 * @param deleted ids of objects that were deleted
 * @param cookie with which to ask the next time
 */
record DirSyncAnswer(Set<UUID> changed, Set<UUID> deleted, byte[] cookie) {}
