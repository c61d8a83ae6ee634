package bwdc.sync;

import bwdc.directory.DirectoryGroup;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * Gives every group the users of the groups inside it.
 *
 * <p>The order of the users is part of the request and of its hash, so it is that of the reference: for each group in
 * list order one walk, depth first, through groups not yet seen in this walk; on the way back every group on the path
 * takes over the users that its new children have, and keeps them for the walks that follow.
 *
 * <p>Walking like that from every group costs the square of their number. A group is <em>complete</em> once it has all
 * users below it, and <em>settled</em> once everything below it is complete as well. No walk changes anything below a
 * settled group, so walks end there, and a walk that would start there is left out: chains and cycles cost no more than
 * flat groups.
 */
final class NestedGroups {
    private final GroupGraph graph;
    private final IntList[] users;
    private final int[] seenUser;
    private int userStamp;
    private final boolean[] complete;
    private final Settling settling;
    private final int[] closureSizes;

    private final int[] seenGroup;
    private int walk;
    private final IntList unexpanded = new IntList(16);
    private final IntList path = new IntList(16);
    private final int[] nextChild;
    private final IntList[] newChildren;

    private NestedGroups(int[][] children, IntList[] users, int userCount) {
        this.graph = new GroupGraph(children);
        this.users = users;
        seenUser = new int[userCount];
        complete = new boolean[children.length];
        settling = new Settling(graph);
        closureSizes = new int[graph.components()];
        seenGroup = new int[children.length];
        nextChild = new int[children.length];
        newChildren = new IntList[children.length];
    }

    /** The external ids of each group's direct and indirect users, in the order of the groups. */
    static List<List<String>> membersOf(List<DirectoryGroup> groups) {
        var children = children(groups);
        var flat = true;
        for (var inner : children) {
            flat &= inner.length == 0;
        }
        if (flat) {
            return groups.stream().map(DirectoryGroup::members).toList();
        }
        var nested = nested(children);
        Map<String, Integer> numbers = new HashMap<>();
        List<String> ids = new ArrayList<>();
        var users = new IntList[groups.size()];
        for (int g = 0; g < users.length; g++) {
            users[g] = new IntList(0);
            if (nested[g]) {
                number(groups.get(g).members(), users[g], numbers, ids);
            }
        }
        new NestedGroups(children, users, ids.size()).walkAll();
        var names = ids.toArray(String[]::new);
        List<List<String>> result = new ArrayList<>(users.length);
        for (int g = 0; g < users.length; g++) {
            result.add(
                    nested[g]
                            ? new Members(names, users[g].toArray())
                            : groups.get(g).members());
            users[g] = new IntList(0);
        }
        return result;
    }

    /** Which groups contain others or are contained: all the rest stays as it is. */
    private static boolean[] nested(int[][] children) {
        var nested = new boolean[children.length];
        for (int g = 0; g < children.length; g++) {
            nested[g] |= children[g].length > 0;
            for (var child : children[g]) {
                nested[child] = true;
            }
        }
        return nested;
    }

    private static void number(List<String> members, IntList users, Map<String, Integer> numbers, List<String> ids) {
        for (var id : members) {
            var known = numbers.putIfAbsent(id, ids.size());
            if (known == null) {
                users.add(ids.size());
                ids.add(id);
            } else {
                users.add(known);
            }
        }
    }

    /** For each group the places of its member groups in the list, ascending, without itself. */
    private static int[][] children(List<DirectoryGroup> groups) {
        Map<String, Integer> places = new HashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            places.putIfAbsent(groups.get(g).referenceId(), g);
        }
        var children = new int[groups.size()][];
        for (int g = 0; g < children.length; g++) {
            int self = g;
            children[g] = groups.get(g).groups().stream()
                    .mapToInt(id -> places.getOrDefault(id, self))
                    .filter(place -> place != self)
                    .sorted()
                    .distinct()
                    .toArray();
        }
        return children;
    }

    private void walkAll() {
        for (int g = 0; g < graph.groups(); g++) {
            if (graph.children(g).length == 0) {
                complete(g);
            }
        }
        for (int g = 0; g < graph.groups(); g++) {
            if (!settling.settled(g)) {
                walkFrom(g);
            }
        }
    }

    private void walkFrom(int root) {
        walk++;
        unexpanded.clear();
        enter(root);
        while (path.size() > 0) {
            int group = path.get(path.size() - 1);
            if (nextChild[group] < graph.children(group).length) {
                visit(group, graph.children(group)[nextChild[group]++], group == root);
            } else {
                path.removeLast();
                leave(group, group == root);
            }
        }
    }

    private void enter(int group) {
        seenGroup[group] = walk;
        nextChild[group] = 0;
        newChildren[group] = new IntList(0);
        path.add(group);
    }

    private void visit(int group, int child, boolean fromRoot) {
        if (seenGroup[child] == walk) {
            return;
        }
        if (!settling.settled(child)) {
            newChildren[group].add(child);
            enter(child);
            return;
        }
        // Whether a walk has passed a settled group before matters only to a group that may still take users from it:
        // not to a complete one, nor to the root, which gets everything below it from whoever was passed first.
        if (!fromRoot && !complete[group]) {
            expand();
            if (seenGroup[child] == walk) {
                return;
            }
        }
        seenGroup[child] = walk;
        unexpanded.add(child);
        newChildren[group].add(child);
    }

    /** Marks as seen whatever the walk would have passed below the settled groups where it stopped. */
    private void expand() {
        while (unexpanded.size() > 0) {
            for (var child : graph.children(unexpanded.removeLast())) {
                if (seenGroup[child] != walk) {
                    seenGroup[child] = walk;
                    unexpanded.add(child);
                }
            }
        }
    }

    private void leave(int group, boolean root) {
        if (complete[group]) {
            return;
        }
        var added = newChildren[group];
        if (added.size() > 0) {
            takeUsers(group, added);
        }
        if (root || hasAll(group, added)) {
            complete(group);
        }
    }

    private void takeUsers(int group, IntList children) {
        int stamp = ++userStamp;
        var own = users[group];
        for (int i = 0; i < own.size(); i++) {
            seenUser[own.get(i)] = stamp;
        }
        for (int c = 0; c < children.size(); c++) {
            var others = users[children.get(c)];
            for (int i = 0; i < others.size(); i++) {
                int user = others.get(i);
                if (seenUser[user] != stamp) {
                    seenUser[user] = stamp;
                    own.add(user);
                }
            }
        }
    }

    private boolean hasAll(int group, IntList added) {
        if (added.size() == graph.children(group).length) {
            var all = true;
            for (int c = 0; c < added.size(); c++) {
                all &= complete[added.get(c)];
            }
            if (all) {
                return true;
            }
        }
        return graph.cyclic(group) && users[group].size() == closureSize(group);
    }

    /** How many users there are below a group of a cycle, counted once for each cycle. */
    private int closureSize(int group) {
        int component = graph.component(group);
        if (closureSizes[component] == 0) {
            closureSizes[component] = 1 + countBelow(group);
        }
        return closureSizes[component] - 1;
    }

    private int countBelow(int start) {
        int stamp = ++userStamp;
        int count = 0;
        var seen = new boolean[graph.groups()];
        var open = new IntList(16);
        open.add(start);
        seen[start] = true;
        while (open.size() > 0) {
            int group = open.removeLast();
            for (int i = 0; i < users[group].size(); i++) {
                int user = users[group].get(i);
                if (seenUser[user] != stamp) {
                    seenUser[user] = stamp;
                    count++;
                }
            }
            for (var child : graph.children(group)) {
                if (!seen[child]) {
                    seen[child] = true;
                    open.add(child);
                }
            }
        }
        return count;
    }

    private void complete(int group) {
        complete[group] = true;
        settling.completed(group);
    }

    /** Counts what is still incomplete below each component. */
    private static final class Settling {
        private final GroupGraph graph;
        private final int[] incomplete;
        private final int[] unsettledEdges;
        private final IntList[] containers;
        private final boolean[] settled;

        Settling(GroupGraph graph) {
            this.graph = graph;
            incomplete = new int[graph.components()];
            unsettledEdges = new int[graph.components()];
            containers = new IntList[graph.components()];
            settled = new boolean[graph.components()];
            Arrays.setAll(containers, c -> new IntList(0));
            Arrays.setAll(incomplete, graph::size);
            for (int g = 0; g < graph.groups(); g++) {
                for (var child : graph.children(g)) {
                    if (graph.component(child) != graph.component(g)) {
                        unsettledEdges[graph.component(g)]++;
                        containers[graph.component(child)].add(graph.component(g));
                    }
                }
            }
        }

        boolean settled(int group) {
            return settled[graph.component(group)];
        }

        void completed(int group) {
            int component = graph.component(group);
            if (--incomplete[component] > 0 || unsettledEdges[component] > 0) {
                return;
            }
            var open = new IntList(4);
            open.add(component);
            while (open.size() > 0) {
                int done = open.removeLast();
                settled[done] = true;
                for (int i = 0; i < containers[done].size(); i++) {
                    int container = containers[done].get(i);
                    if (--unsettledEdges[container] == 0 && incomplete[container] == 0) {
                        open.add(container);
                    }
                }
            }
        }
    }

    /** External ids by number: a list of strings that takes four bytes a member. */
    private static final class Members extends AbstractList<String> implements RandomAccess {
        private final String[] names;
        private final int[] numbers;

        Members(String[] names, int[] numbers) {
            this.names = names;
            this.numbers = numbers;
        }

        @Override
        public String get(int index) {
            return names[numbers[index]];
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }
}
