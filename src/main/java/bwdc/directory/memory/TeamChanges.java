package bwdc.directory.memory;

import bwdc.directory.DirectoryGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which groups have other members than before, directly or through the groups inside them, and whom they have now. One
 * pass over all members finds the groups that name somebody who changed and, on the way, which group is inside which.
 */
final class TeamChanges {
    private static final int NOBODY = -1;

    private final Memory memory;
    private final Rows rows;
    private final BitSet changed;
    private final int[] named;
    /** Pairs of a group and a group inside it, by row. */
    private int[] edges = new int[1024];

    private int edgeCount;
    private final int[] seen;
    private int walk;

    /**
     * @param teams rows of groups that changed themselves
     * @param names names that mean somebody else than before
     */
    TeamChanges(Memory memory, BitSet teams, BitSet names) {
        this.memory = memory;
        rows = memory.rows();
        changed = (BitSet) teams.clone();
        named = new int[memory.texts().size()];
        seen = new int[rows.size];
        if (!teams.isEmpty() || !names.isEmpty()) {
            resolve();
            scan(names);
            climb();
        }
    }

    /** Who is meant by a name: a person rather than a group, and of people with the same uid the last. */
    private void resolve() {
        Arrays.fill(named, NOBODY);
        for (int row = 0; row < rows.size; row++) {
            if (rows.is(row, Rows.TEAM) && named[rows.name[row]] == NOBODY) {
                named[rows.name[row]] = row;
            }
        }
        for (int row = 0; row < rows.size; row++) {
            if (rows.is(row, Rows.PERSON)) {
                named[rows.name[row]] = row;
                if (rows.uid[row] >= 0) {
                    named[rows.uid[row]] = row;
                }
            }
        }
    }

    private void scan(BitSet names) {
        var members = memory.members();
        var flags = rows.flags;
        for (int row = 0; row < rows.size; row++) {
            if (!rows.is(row, Rows.TEAM)) {
                continue;
            }
            int end = rows.from[row] + rows.count[row];
            for (int at = rows.from[row]; at < end; at++) {
                int target = named[members[at]];
                if (target >= 0 && (flags[target] & Rows.KIND) == Rows.TEAM) {
                    edge(row, target);
                }
                if (names.get(members[at])) {
                    changed.set(row);
                }
            }
        }
    }

    private void edge(int outer, int inner) {
        if (edgeCount == edges.length) {
            edges = Arrays.copyOf(edges, edgeCount * 2);
        }
        edges[edgeCount++] = outer;
        edges[edgeCount++] = inner;
    }

    /** Whatever contains a changed group, at any depth, has changed too. */
    private void climb() {
        var first = new int[rows.size];
        Arrays.fill(first, NOBODY);
        var next = new int[edgeCount];
        for (int at = 0; at < edgeCount; at += 2) {
            next[at] = first[edges[at + 1]];
            first[edges[at + 1]] = at;
        }
        var open = changed.stream().boxed().collect(java.util.stream.Collectors.toCollection(ArrayDeque::new));
        while (!open.isEmpty()) {
            for (int at = first[open.pop()]; at >= 0; at = next[at]) {
                if (!changed.get(edges[at])) {
                    changed.set(edges[at]);
                    open.push(edges[at]);
                }
            }
        }
    }

    List<DirectoryGroup> groups() {
        List<DirectoryGroup> groups = new ArrayList<>();
        for (int row = changed.nextSetBit(0); row >= 0; row = changed.nextSetBit(row + 1)) {
            if (rows.is(row, Rows.TEAM)) {
                groups.add(new DirectoryGroup(
                        memory.texts().get(rows.written[row]),
                        memory.externalId(row),
                        memory.texts().get(rows.label[row]),
                        everybody(row),
                        List.of()));
            }
        }
        return groups;
    }

    /** External ids of the people in a group and in the groups inside it, each once. */
    private List<String> everybody(int team) {
        walk++;
        List<String> people = new ArrayList<>();
        var open = new ArrayDeque<Integer>();
        open.add(team);
        seen[team] = walk;
        while (!open.isEmpty()) {
            int next = open.removeLast();
            int end = rows.from[next] + rows.count[next];
            for (int at = rows.from[next]; at < end; at++) {
                int target = named[memory.members()[at]];
                if (target >= 0 && seen[target] != walk) {
                    seen[target] = walk;
                    if ((rows.flags[target] & Rows.KIND) == Rows.TEAM) {
                        open.add(target);
                    } else {
                        people.add(memory.externalId(target));
                    }
                }
            }
        }
        return people;
    }
}
