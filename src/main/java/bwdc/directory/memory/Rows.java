package bwdc.directory.memory;

import java.util.Arrays;
import java.util.UUID;

/**
 * Entries by number, a column for each thing that is known of them. Numbers never change: a row whose entry is gone stays
 * behind until everything is read anew.
 */
final class Rows {
    static final byte PERSON = 0;
    static final byte TEAM = 1;
    static final byte CONTAINER = 2;
    static final byte KIND = 3;
    static final byte DISABLED = 4;
    static final byte GONE = 8;

    int size;
    long[] high;
    long[] low;
    byte[] part;
    byte[] flags;
    /** The text of the entry's name, as the directory writes it. */
    int[] written;
    /** The text that stands for the name and all other ways to write it. */
    int[] name;
    /** -1 where it is the name. */
    int[] externalId;
    /** The address of a person, the title of a group, or -1. */
    int[] label;

    int[] uid;
    /** Where the members of a group begin among all members. */
    int[] from;

    int[] count;

    Rows(int capacity) {
        high = new long[capacity];
        low = new long[capacity];
        part = new byte[capacity];
        flags = new byte[capacity];
        written = new int[capacity];
        name = new int[capacity];
        externalId = new int[capacity];
        label = new int[capacity];
        uid = new int[capacity];
        from = new int[capacity];
        count = new int[capacity];
    }

    /** The same rows, to which others can be added. */
    Rows copy(int more) {
        var copy = new Rows(0);
        copy.size = size;
        copy.take(this, size + more);
        return copy;
    }

    private void take(Rows other, int capacity) {
        high = Arrays.copyOf(other.high, capacity);
        low = Arrays.copyOf(other.low, capacity);
        part = Arrays.copyOf(other.part, capacity);
        flags = Arrays.copyOf(other.flags, capacity);
        written = Arrays.copyOf(other.written, capacity);
        name = Arrays.copyOf(other.name, capacity);
        externalId = Arrays.copyOf(other.externalId, capacity);
        label = Arrays.copyOf(other.label, capacity);
        uid = Arrays.copyOf(other.uid, capacity);
        from = Arrays.copyOf(other.from, capacity);
        count = Arrays.copyOf(other.count, capacity);
    }

    /** A new row, of which only the entry's id is known. */
    int add(int inPart, UUID id) {
        if (size == high.length) {
            take(this, size + size / 2 + 64);
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        part[size] = (byte) inPart;
        written[size] = -1;
        name[size] = -1;
        externalId[size] = -1;
        label[size] = -1;
        uid[size] = -1;
        return size++;
    }

    UUID id(int row) {
        return new UUID(high[row], low[row]);
    }

    boolean is(int row, int kind) {
        return (flags[row] & (KIND | GONE)) == kind;
    }

    boolean isGone(int row) {
        return (flags[row] & GONE) != 0;
    }

    boolean isDisabled(int row) {
        return (flags[row] & DISABLED) != 0;
    }
}
