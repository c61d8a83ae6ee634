package bwdc.directory.memory;

import bwdc.column.Texts;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes along the members of groups that list entries ({@link Listing#ENTRIES}): the server gives them their new names,
 * and forgets those who go, without a change of the group.
 */
final class Moves {
    private final Memory before;
    private final Naming naming;
    private final Texts texts;
    private final Map<Integer, Integer> newNames = new HashMap<>();
    private final BitSet lost = new BitSet();

    Moves(Memory before, List<PartChanges> changes, Naming naming, Texts texts) {
        this.before = before;
        this.naming = naming;
        this.texts = texts;
        Map<UUID, String> there = new HashMap<>();
        Set<UUID> gone = new HashSet<>();
        for (var part : changes) {
            part.there().forEach(entry -> there.put(entry.id(), entry.name()));
            gone.addAll(part.gone());
        }
        gone.removeAll(there.keySet());
        known(there, gone);
        unknown(there);
    }

    private void known(Map<UUID, String> there, Set<UUID> gone) {
        var rows = before.rows();
        for (int row = 0; row < rows.size; row++) {
            if (rows.isGone(row)) {
                continue;
            }
            var id = rows.id(row);
            var name = there.get(id);
            if (name != null) {
                newNames.put(rows.name[row], naming.of(name));
            } else if (gone.contains(id)) {
                newNames.put(rows.name[row], nobody());
            }
        }
    }

    /** What is written like the name of somebody new was somebody else's name. */
    private void unknown(Map<UUID, String> there) {
        for (var id : before.unknown(there.keySet())) {
            newNames.computeIfAbsent(naming.of(there.getOrDefault(id, "")), number -> nobody());
        }
    }

    /** A name that nobody has or will ever have. */
    private int nobody() {
        int number = texts.add("", 0);
        lost.set(number);
        return number;
    }

    /** All members of all groups, by the names that they have now. */
    int[] members() {
        var members = before.members().clone();
        for (int at = 0; at < members.length && !newNames.isEmpty(); at++) {
            members[at] = newNames.getOrDefault(members[at], members[at]);
        }
        return members;
    }

    /** Names in place of those who are no members any more. */
    BitSet lost() {
        return lost;
    }
}
