package bwdc.directory.memory;

import bwdc.column.ColumnReader;
import bwdc.column.ColumnWriter;
import java.nio.BufferUnderflowException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Memory} as bytes: it is read as fast as it is copied, because nothing is made of an entry before somebody asks
 * for it.
 */
public final class MemoryBytes {
    /** {@code BWDCD} and the version. */
    private static final byte[] MAGIC = {'B', 'W', 'D', 'C', 'D', 1};

    private MemoryBytes() {}

    public static byte[] of(Memory memory) {
        var rows = memory.rows();
        var texts = memory.texts();
        int expected = rows.size * 48 + texts.size() * 8 + texts.length() + memory.members().length * 4 + 8192;
        var out = new ColumnWriter(MAGIC, expected)
                .text(memory.mark())
                .text(memory.fingerprint())
                .number(memory.namesUids() ? 1 : 0)
                .number(memory.cookies().size());
        memory.cookies().forEach((name, cookie) -> out.text(name).text(cookie));
        out.longs(rows.high, rows.size).longs(rows.low, rows.size);
        for (var column :
                new int[][] {rows.written, rows.name, rows.externalId, rows.label, rows.uid, rows.from, rows.count}) {
            out.ints(column, rows.size);
        }
        return out.bytes(rows.part, rows.size)
                .bytes(rows.flags, rows.size)
                .ints(memory.members(), memory.members().length)
                .texts(texts)
                .finish();
    }

    /** The memory that the bytes are, empty when they are none or not all of one. */
    public static Optional<Memory> read(byte[] bytes) {
        try {
            return Optional.of(memory(ColumnReader.of(MAGIC, bytes)));
        } catch (ColumnReader.Damaged | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Memory memory(ColumnReader in) {
        var mark = in.text();
        var fingerprint = in.text();
        var namesUids = in.number() == 1;
        Map<String, String> cookies = new HashMap<>();
        for (int left = in.number(); left > 0; left--) {
            cookies.put(in.text(), in.text());
        }
        var rows = rows(in);
        var members = in.ints();
        return new Memory(mark, fingerprint, namesUids, cookies, rows, in.texts(), members);
    }

    private static Rows rows(ColumnReader in) {
        var rows = new Rows(0);
        rows.high = in.longs();
        rows.size = rows.high.length;
        rows.low = in.longs();
        rows.written = in.ints();
        rows.name = in.ints();
        rows.externalId = in.ints();
        rows.label = in.ints();
        rows.uid = in.ints();
        rows.from = in.ints();
        rows.count = in.ints();
        rows.part = in.bytes(rows.size);
        rows.flags = in.bytes(rows.size);
        return rows;
    }
}
