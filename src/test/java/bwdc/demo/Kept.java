package bwdc.demo;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory as a read had it, groups with everybody in them. */
record Kept(Map<String, DirectoryUser> users, Set<String> leftOut, Map<String, DirectoryGroup> groups) {
    DirectorySnapshot since(Kept old, DirectorySnapshot whole) {
        Set<String> gone = new HashSet<>(old.users.keySet());
        gone.addAll(old.leftOut);
        gone.removeAll(users.keySet());
        gone.removeAll(leftOut);
        Set<String> goneGroups = new HashSet<>(old.groups.keySet());
        goneGroups.removeAll(groups.keySet());
        Set<String> newlyLeftOut = new HashSet<>(leftOut);
        newlyLeftOut.removeAll(old.leftOut);
        return new DirectorySnapshot(
                users.values().stream()
                        .filter(user -> !user.equals(old.users.get(user.externalId())))
                        .toList(),
                groups.values().stream()
                        .filter(group -> !group.equals(old.groups.get(group.externalId())))
                        .toList(),
                false,
                newlyLeftOut,
                List.of(),
                whole.next(),
                List.of(),
                Set.of(),
                Optional.of(new DirectorySnapshot.Gone(gone, goneGroups)));
    }
}
