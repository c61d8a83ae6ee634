package bwdc.directory.memory;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A {@link Memory} as bytes: numbers in columns one after another, then all texts, then a sum over everything. So it is
 * read as fast as it is copied; nothing is made of an entry before somebody asks for it.
 */
public final class MemoryBytes {
    /** {@code BWDCD} and the version. */
    private static final byte[] MAGIC = {'B', 'W', 'D', 'C', 'D', 1, 0, 0};

    private static final int SUM = Integer.BYTES;

    /** Bytes of a row, a text and a member. */
    private static final int ROW = 2 * Long.BYTES + 2 + 7 * Integer.BYTES;

    private static final int TEXT = 2 * Integer.BYTES;

    private MemoryBytes() {}

    public static byte[] of(Memory memory) {
        var head = head(memory);
        var rows = memory.rows();
        var texts = memory.texts();
        int members = memory.members().length;
        var bytes = ByteBuffer.allocate(MAGIC.length
                        + 5 * Integer.BYTES
                        + head.length
                        + rows.size * ROW
                        + texts.size() * TEXT
                        + members * Integer.BYTES
                        + texts.length()
                        + SUM)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(head.length).putInt(rows.size).putInt(texts.size());
        bytes.putInt(members).putInt(texts.length()).put(head);
        put(bytes, rows);
        put(bytes, texts.ends(), texts.size());
        put(bytes, texts.keys(), texts.size());
        put(bytes, memory.members(), members);
        bytes.put(texts.bytes(), 0, texts.length());
        bytes.putInt(sum(bytes.array()));
        return bytes.array();
    }

    private static byte[] head(Memory memory) {
        var text = new StringBuilder(memory.mark())
                .append('\0')
                .append(memory.fingerprint())
                .append('\0')
                .append(memory.namesUids());
        memory.cookies()
                .forEach((name, cookie) ->
                        text.append('\0').append(name).append('\0').append(cookie));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer bytes, Rows rows) {
        put(bytes, rows.high, rows.size);
        put(bytes, rows.low, rows.size);
        for (var column :
                new int[][] {rows.written, rows.name, rows.externalId, rows.label, rows.uid, rows.from, rows.count}) {
            put(bytes, column, rows.size);
        }
        bytes.put(rows.part, 0, rows.size).put(rows.flags, 0, rows.size);
    }

    private static void put(ByteBuffer bytes, long[] column, int size) {
        bytes.asLongBuffer().put(column, 0, size);
        bytes.position(bytes.position() + size * Long.BYTES);
    }

    private static void put(ByteBuffer bytes, int[] column, int size) {
        bytes.asIntBuffer().put(column, 0, size);
        bytes.position(bytes.position() + size * Integer.BYTES);
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - SUM);
        return (int) sum.getValue();
    }

    /** The memory that the bytes are, empty when they are none or not all of one. */
    public static Optional<Memory> read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < MAGIC.length + SUM
                || !java.util.Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || in.getInt(bytes.length - SUM) != sum(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(memory(in.position(MAGIC.length)));
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }

    private static Memory memory(ByteBuffer in) {
        int headSize = in.getInt();
        int rowCount = in.getInt();
        int textCount = in.getInt();
        int memberCount = in.getInt();
        int textSize = in.getInt();
        var head = new byte[headSize];
        in.get(head);
        var rows = rows(in, rowCount);
        var ends = ints(in, textCount);
        var keys = ints(in, textCount);
        var members = ints(in, memberCount);
        var text = new byte[textSize];
        in.get(text);
        var words = new String(head, StandardCharsets.UTF_8).split("\0", -1);
        Map<String, String> cookies = new HashMap<>();
        for (int i = 3; i + 1 < words.length; i += 2) {
            cookies.put(words[i], words[i + 1]);
        }
        return new Memory(
                words[0],
                words[1],
                Boolean.parseBoolean(words[2]),
                cookies,
                rows,
                new Texts(text, ends, keys, textCount),
                members);
    }

    private static Rows rows(ByteBuffer in, int count) {
        var rows = new Rows(0);
        rows.size = count;
        rows.high = longs(in, count);
        rows.low = longs(in, count);
        rows.written = ints(in, count);
        rows.name = ints(in, count);
        rows.externalId = ints(in, count);
        rows.label = ints(in, count);
        rows.uid = ints(in, count);
        rows.from = ints(in, count);
        rows.count = ints(in, count);
        rows.part = new byte[count];
        rows.flags = new byte[count];
        in.get(rows.part).get(rows.flags);
        return rows;
    }

    private static long[] longs(ByteBuffer in, int count) {
        var column = new long[count];
        in.asLongBuffer().get(column);
        in.position(in.position() + count * Long.BYTES);
        return column;
    }

    private static int[] ints(ByteBuffer in, int count) {
        var column = new int[count];
        in.asIntBuffer().get(column);
        in.position(in.position() + count * Integer.BYTES);
        return column;
    }
}
