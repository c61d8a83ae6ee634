package bwdc.column;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads what a {@link ColumnWriter} wrote. */
public final class ColumnReader {
    private final ByteBuffer in;

    /** The bytes are none of the kind, or not all of them. */
    public static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        Damaged(String reason) {
            super(reason);
        }
    }

    private ColumnReader(ByteBuffer in) {
        this.in = in;
    }

    /** All bytes of a file, whose sum must be right. */
    public static ColumnReader of(byte[] beginning, byte[] bytes) throws Damaged {
        var reader = beginning(beginning, bytes);
        int end = bytes.length - Integer.BYTES;
        if (end < beginning.length) {
            throw new Damaged("it is cut off");
        }
        var sum = new CRC32C();
        sum.update(bytes, 0, end);
        if (reader.in.getInt(end) != (int) sum.getValue()) {
            throw new Damaged("its checksum is wrong");
        }
        reader.in.limit(end);
        return reader;
    }

    /** The first bytes of a file, which nothing proves but themselves. */
    public static ColumnReader beginning(byte[] beginning, byte[] bytes) throws Damaged {
        if (bytes.length < beginning.length
                || !Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length)) {
            throw new Damaged("it was not written by this version of bwdc");
        }
        return new ColumnReader(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(beginning.length));
    }

    /** One number; there is nothing more to read where the bytes end. */
    public int number() {
        return in.getInt();
    }

    /** One text. */
    public String text() {
        return new String(bytes(number()), StandardCharsets.UTF_8);
    }

    /** A column. */
    public int[] ints() {
        var column = new int[count(Integer.BYTES)];
        in.asIntBuffer().get(column);
        in.position(in.position() + column.length * Integer.BYTES);
        return column;
    }

    /** A column of large numbers. */
    public long[] longs() {
        var column = new long[count(Long.BYTES)];
        in.asLongBuffer().get(column);
        in.position(in.position() + column.length * Long.BYTES);
        return column;
    }

    private int count(int width) {
        int count = number();
        if (count < 0 || count > in.remaining() / width) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    /** So many bytes. */
    public byte[] bytes(int size) {
        if (size < 0 || size > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[size];
        in.get(bytes);
        return bytes;
    }

    /** All texts. */
    public Texts texts() {
        return Texts.read(this);
    }
}
