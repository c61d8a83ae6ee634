package bwdc.directory.cloud;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectoryUser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who stays among the users when groups are chosen by name: their direct members, and who is on the way out. */
public final class GroupChoice {
    private GroupChoice() {}

    /** @param removeDisabled whether disabled users are to be removed from the organization, as {@code sync.removeDisabled} */
    public static List<DirectoryUser> users(
            List<DirectoryUser> users, List<DirectoryGroup> chosen, boolean removeDisabled) {
        Set<String> members = new HashSet<>();
        chosen.forEach(group -> members.addAll(group.members()));
        return users.stream()
                .filter(user ->
                        user.deleted() || user.disabled() && removeDisabled || members.contains(user.externalId()))
                .toList();
    }
}
