package bwdc.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts by number, in one array. Each may have a key, a hash by which it is found again without being looked at: that of
 * a name's meaning, or of an address; 0 for a text that nobody looks for.
 */
public final class Texts {
    private byte[] bytes;
    private int[] ends;
    private int[] keys;
    private int size;

    /** None yet. */
    public Texts(int expected) {
        this(new byte[expected * 32], new int[expected], new int[expected], 0);
    }

    Texts(byte[] bytes, int[] ends, int[] keys, int size) {
        this.bytes = bytes;
        this.ends = ends;
        this.keys = keys;
        this.size = size;
    }

    /** The same texts, to which others can be added. */
    public Texts copy(int more) {
        return new Texts(bytes, Arrays.copyOf(ends, size + more), Arrays.copyOf(keys, size + more), size);
    }

    /** A hash that is not 0. */
    public static int key(String text) {
        int hash = text.hashCode();
        return hash == 0 ? 1 : hash;
    }

    /** Takes a text and gives it a number. */
    public int add(String text, int key) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        int from = length();
        if (bytes.length - from < utf8.length) {
            bytes = Arrays.copyOf(bytes, Math.max(from + utf8.length, bytes.length + bytes.length / 4));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + size / 4 + 16);
            keys = Arrays.copyOf(keys, ends.length);
        }
        System.arraycopy(utf8, 0, bytes, from, utf8.length);
        ends[size] = from + utf8.length;
        keys[size] = key;
        return size++;
    }

    public String get(int number) {
        int from = number == 0 ? 0 : ends[number - 1];
        return new String(bytes, from, ends[number] - from, StandardCharsets.UTF_8);
    }

    /** The text of a number, null for -1. */
    public @Nullable String getOrNull(int number) {
        return number < 0 ? null : get(number);
    }

    public int size() {
        return size;
    }

    public int key(int number) {
        return keys[number];
    }

    public int length() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /** The keys of all texts, by number. */
    public int[] keys() {
        return keys;
    }

    void write(ColumnWriter out) {
        out.number(length()).ints(ends, size).ints(keys, size).bytes(bytes, length());
    }

    static Texts read(ColumnReader in) {
        int length = in.number();
        var ends = in.ints();
        var keys = in.ints();
        return new Texts(in.bytes(length), ends, keys, ends.length);
    }
}
