package bwdc.demo;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.sync.Company;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory as a read had it, groups with everybody in them. */
record Kept(Map<String, DirectoryUser> users, Set<String> leftOut, Map<String, DirectoryGroup> groups) {
    static Kept of(Map<String, DirectoryUser> users, Set<String> leftOut, DirectorySnapshot whole) {
        return new Kept(users, leftOut, flat(whole));
    }

    private static Map<String, DirectoryGroup> flat(DirectorySnapshot whole) {
        Map<String, DirectoryGroup> groups = new LinkedHashMap<>();
        Company.of(whole)
                .groups()
                .forEach(group -> groups.put(
                        group.externalId(),
                        new DirectoryGroup(
                                group.referenceId(), group.externalId(), group.name(), group.members(), List.of())));
        return groups;
    }

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
