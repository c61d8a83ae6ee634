package bwdc.directory.memory;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectoryUser;
import java.util.List;
import java.util.Set;

/** What changes come to. */
public sealed interface Merged {
    /**
     * They can be told apart from everything else.
     *
     * @param users who is new or different
     * @param leftOut external ids of those among the changed who have no usable address
     * @param groups groups that are new, or have another title or other members, with the members of the groups inside
     *     them
     * @param goneUsers external ids of people who are not there any more
     * @param goneGroups the same for groups
     * @param after the directory with the changes
     */
    record Told(
            List<DirectoryUser> users,
            Set<String> leftOut,
            List<DirectoryGroup> groups,
            Set<String> goneUsers,
            Set<String> goneGroups,
            Memory after)
            implements Merged {
        /** Whether nothing that is sent is different. */
        public boolean isEmpty() {
            return users.isEmpty()
                    && leftOut.isEmpty()
                    && groups.isEmpty()
                    && goneUsers.isEmpty()
                    && goneGroups.isEmpty();
        }
    }

    /**
     * They may have changed more than was told, so everything has to be read.
     *
     * @param reason part of a sentence
     */
    record Unclear(String reason) implements Merged {}
}
