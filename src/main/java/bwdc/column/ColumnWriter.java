package bwdc.column;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes columns one after another, and a sum over everything at the end. */
public final class ColumnWriter {
    private ByteBuffer out;

    /** @param beginning by which the kind of file and its version are known */
    public ColumnWriter(byte[] beginning, int expected) {
        out = ByteBuffer.allocate(Math.max(expected, beginning.length + 64)).order(ByteOrder.LITTLE_ENDIAN);
        out.put(beginning);
    }

    /** One number. */
    public ColumnWriter number(int number) {
        room(Integer.BYTES);
        out.putInt(number);
        return this;
    }

    /** One text. */
    public ColumnWriter text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length).bytes(utf8, utf8.length);
    }

    /** The first numbers of a column, with how many they are. */
    public ColumnWriter ints(int[] column, int size) {
        number(size);
        room(size * Integer.BYTES);
        out.asIntBuffer().put(column, 0, size);
        out.position(out.position() + size * Integer.BYTES);
        return this;
    }

    /** The same of large numbers. */
    public ColumnWriter longs(long[] column, int size) {
        number(size);
        room(size * Long.BYTES);
        out.asLongBuffer().put(column, 0, size);
        out.position(out.position() + size * Long.BYTES);
        return this;
    }

    /** Bytes, without how many they are. */
    public ColumnWriter bytes(byte[] column, int size) {
        room(size);
        out.put(column, 0, size);
        return this;
    }

    /** All texts. */
    public ColumnWriter texts(Texts texts) {
        texts.write(this);
        return this;
    }

    /** Everything that was written, and its sum. */
    public byte[] finish() {
        var sum = new CRC32C();
        sum.update(out.array(), 0, out.position());
        number((int) sum.getValue());
        return out.position() == out.capacity() ? out.array() : Arrays.copyOf(out.array(), out.position());
    }

    private void room(int more) {
        if (out.remaining() < more) {
            int size = Math.max(out.position() + more, out.capacity() + out.capacity() / 2);
            var larger = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            out = larger.put(out.array(), 0, out.position());
        }
    }
}
