package bwdc.sync;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Leaves out users and gives those who stay places without gaps; the order stays, so member lists stay ascending. */
final class Renumbering {
    private final int[] places;

    private Renumbering(BitSet used, int size) {
        places = new int[size];
        int next = 0;
        for (int place = 0; place < size; place++) {
            places[place] = used.get(place) ? next++ : -1;
        }
    }

    static Baseline of(List<KnownUser> users, List<KnownGroup> groups, BitSet used) {
        var numbers = new Renumbering(used, users.size());
        List<KnownUser> kept = new ArrayList<>(used.cardinality());
        used.stream().forEach(place -> kept.add(users.get(place)));
        return new Baseline(kept, groups.stream().map(numbers::renumbered).toList());
    }

    private KnownGroup renumbered(KnownGroup group) {
        return new KnownGroup(group.externalId(), group.name(), of(group.members()), of(group.kept()), group.listing());
    }

    private int[] of(int[] members) {
        var result = new int[members.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = places[members[i]];
        }
        return result;
    }
}
