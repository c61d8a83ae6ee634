package bwdc.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one read of a directory found, in the directory's order. A read that did not end whole throws instead.
 *
 * @param full false for an incremental read, which lists only what changed; unless it tells what is gone, its groups are
 *     all of them, or none when nothing about groups changed
 * @param leftOut external ids of people who are in the directory but not among the users, because their address is
 *     missing or cannot be read: they have not left
 * @param referrals other servers that hold parts of what was searched, and were not asked
 * @param warnings sentences for the log about entries that were left out, each naming its entry
 * @param deleted external ids of entries that the directory remembers as deleted; who of them were people that the
 *     organization was told of, the source does not know
 * @param gone of an incremental read that leaves nothing open: what is no longer there. Its groups are those that changed,
 *     with the members of the groups inside them
 */
public record DirectorySnapshot(
        List<DirectoryUser> users,
        List<DirectoryGroup> groups,
        boolean full,
        Set<String> leftOut,
        List<String> referrals,
        Cursor next,
        List<String> warnings,
        Set<String> deleted,
        Optional<Gone> gone) {

    /** External ids of people and groups that are not in what is read any more. */
    public record Gone(Set<String> users, Set<String> groups) {
        public Gone {
            users = Set.copyOf(users);
            groups = Set.copyOf(groups);
        }

        /** Whether everything is still there. */
        public boolean isEmpty() {
            return users.isEmpty() && groups.isEmpty();
        }
    }

    /** One that does not tell what is gone. */
    public DirectorySnapshot(
            List<DirectoryUser> users,
            List<DirectoryGroup> groups,
            boolean full,
            Set<String> leftOut,
            List<String> referrals,
            Cursor next,
            List<String> warnings,
            Set<String> deleted) {
        this(users, groups, full, leftOut, referrals, next, warnings, deleted, Optional.empty());
    }

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

    /** The same with another cursor. */
    public DirectorySnapshot with(Cursor cursor) {
        return new DirectorySnapshot(users, groups, full, leftOut, referrals, cursor, warnings, deleted, gone);
    }
}
