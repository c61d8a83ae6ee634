package bwdc.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * Places by external id. A million memberships are looked up in it, so it is a flat table with the hashes beside the
 * places: a look-up that finds nothing, or the same string, touches no other object.
 */
final class Places {
    private static final int FREE = -1;

    private final List<String> ids;
    private int[] slots;
    private int[] hashes;

    Places(int expected) {
        ids = new ArrayList<>(expected);
        slots = new int[0];
        hashes = new int[0];
        rehash(Integer.highestOneBit(Math.max(16, expected * 2)) * 2);
    }

    /** The place of an id, -1 when it has none. */
    int of(String id) {
        int hash = spread(id.hashCode());
        int mask = slots.length - 1;
        for (int at = hash & mask; ; at = at + 1 & mask) {
            int place = slots[at];
            if (place == FREE || hashes[at] == hash && ids.get(place).equals(id)) {
                return place;
            }
        }
    }

    /** Gives the next place to an id that has none. */
    int add(String id) {
        int place = ids.size();
        ids.add(id);
        if (ids.size() * 2 > slots.length) {
            rehash(slots.length * 2);
        } else {
            put(spread(id.hashCode()), place);
        }
        return place;
    }

    private void rehash(int size) {
        slots = new int[size];
        hashes = new int[size];
        java.util.Arrays.fill(slots, FREE);
        for (int place = 0; place < ids.size(); place++) {
            put(spread(ids.get(place).hashCode()), place);
        }
    }

    private void put(int hash, int place) {
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] != FREE) {
            at = at + 1 & mask;
        }
        slots[at] = place;
        hashes[at] = hash;
    }

    private static int spread(int hash) {
        return (hash ^ hash >>> 15) * 0x2c1b3c6d;
    }
}
