package bwdc.directory;

import java.util.List;
import java.util.Set;

/**
 * What one read of a directory found, in the directory's order. A read that did not end whole throws instead.
 *
 * @param full false for an incremental read, which lists only what changed; its groups are all of them, or none when
 *     nothing about groups changed
 * @param leftOut external ids of people who are in the directory but not among the users, because their address is
 *     missing or cannot be read: they have not left
 * @param referrals other servers that hold parts of what was searched, and were not asked
 * @param warnings sentences for the log about entries that were left out, each naming its entry
 * @param deleted external ids of entries that the directory remembers as deleted; who of them were people that the
 *     organization was told of, the source does not know
 */
public record DirectorySnapshot(
        List<DirectoryUser> users,
        List<DirectoryGroup> groups,
        boolean full,
        Set<String> leftOut,
        List<String> referrals,
        Cursor next,
        List<String> warnings,
        Set<String> deleted) {

    /** Of a directory that forgets what is deleted. */
    public DirectorySnapshot(
            List<DirectoryUser> users,
            List<DirectoryGroup> groups,
            boolean full,
            Set<String> leftOut,
            List<String> referrals,
            Cursor next,
            List<String> warnings) {
        this(users, groups, full, leftOut, referrals, next, warnings, Set.of());
    }
}
