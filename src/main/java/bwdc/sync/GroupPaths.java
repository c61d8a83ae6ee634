package bwdc.sync;

import bwdc.directory.DirectoryGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Through which groups somebody, or a group, is in others. */
public final class GroupPaths {
    private final List<DirectoryGroup> groups;
    private final Map<String, List<DirectoryGroup>> outer = new HashMap<>();

    /** @param groups as they were read, with their direct members only */
    public GroupPaths(List<DirectoryGroup> groups) {
        this.groups = groups;
        for (var group : groups) {
            group.groups()
                    .forEach(inner -> outer.computeIfAbsent(inner, none -> new ArrayList<>())
                            .add(group));
        }
    }

    /** The shortest way into each group of a person, from the group itself to the one that lists the person. */
    public List<List<String>> ofUser(String externalId) {
        return from(groups.stream()
                .filter(group -> group.members().contains(externalId))
                .toList());
    }

    /** The same for a group, by its reference id. */
    public List<List<String>> ofGroup(String referenceId) {
        return from(outer.getOrDefault(referenceId, List.of()));
    }

    private record Step(DirectoryGroup group, List<String> path) {}

    private List<List<String>> from(List<DirectoryGroup> direct) {
        List<List<String>> paths = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        var steps = new ArrayDeque<Step>();
        direct.forEach(group -> steps.add(new Step(group, List.of(group.name()))));
        while (!steps.isEmpty()) {
            var step = steps.remove();
            if (seen.add(step.group().referenceId())) {
                paths.add(step.path());
                for (var next : outer.getOrDefault(step.group().referenceId(), List.of())) {
                    List<String> path = new ArrayList<>(List.of(next.name()));
                    path.addAll(step.path());
                    steps.add(new Step(next, path));
                }
            }
        }
        return paths;
    }
}
