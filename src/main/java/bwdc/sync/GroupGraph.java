package bwdc.sync;

import java.util.Arrays;

/**
 * Which groups contain which, and the cycles among them: groups that contain each other form one component (Tarjan's
 * strongly connected components, without recursion, because a chain of groups may be long).
 */
final class GroupGraph {
    private final int[][] children;
    private final int[] component;
    private int components;
    private final int[] componentSize;

    /** @param children for each group its member groups, ascending, without itself */
    GroupGraph(int[][] children) {
        this.children = children;
        component = new int[children.length];
        findComponents();
        componentSize = new int[components];
        for (var c : component) {
            componentSize[c]++;
        }
    }

    int groups() {
        return children.length;
    }

    int[] children(int group) {
        return children[group];
    }

    int components() {
        return components;
    }

    int component(int group) {
        return component[group];
    }

    /** Whether the group is part of a cycle. */
    boolean cyclic(int group) {
        return componentSize[component[group]] > 1;
    }

    int size(int componentNumber) {
        return componentSize[componentNumber];
    }

    private void findComponents() {
        var order = new int[children.length];
        var low = new int[children.length];
        var next = new int[children.length];
        Arrays.fill(component, -1);
        var open = new IntList(16);
        var path = new IntList(16);
        int counter = 0;
        for (int root = 0; root < children.length; root++) {
            if (order[root] != 0) {
                continue;
            }
            order[root] = low[root] = ++counter;
            path.add(root);
            open.add(root);
            while (path.size() > 0) {
                int group = path.get(path.size() - 1);
                if (next[group] < children[group].length) {
                    int child = children[group][next[group]++];
                    if (order[child] == 0) {
                        order[child] = low[child] = ++counter;
                        path.add(child);
                        open.add(child);
                    } else if (component[child] < 0) {
                        low[group] = Math.min(low[group], order[child]);
                    }
                } else {
                    path.removeLast();
                    if (path.size() > 0) {
                        int parent = path.get(path.size() - 1);
                        low[parent] = Math.min(low[parent], low[group]);
                    }
                    if (low[group] == order[group]) {
                        close(group, open);
                    }
                }
            }
        }
    }

    private void close(int group, IntList open) {
        int member;
        do {
            member = open.removeLast();
            component[member] = components;
        } while (member != group);
        components++;
    }
}
