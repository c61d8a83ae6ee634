package bwdc.directory.memory;

import bwdc.column.Texts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A directory as it was read last. Members of groups are kept as they were written, by number, so that whom they name is
 * found out anew whenever names change. What is in it never changes; a {@link Merge} makes another one.
 */
public final class Memory {
    private final String mark;
    private final String fingerprint;
    private final boolean namesUids;
    private final Map<String, String> cookies;
    private final Rows rows;
    private final Texts texts;
    private final int[] members;

    Memory(
            String mark,
            String fingerprint,
            boolean namesUids,
            Map<String, String> cookies,
            Rows rows,
            Texts texts,
            int[] members) {
        this.mark = mark;
        this.fingerprint = fingerprint;
        this.namesUids = namesUids;
        this.cookies = Map.copyOf(cookies);
        this.rows = rows;
        this.texts = texts;
        this.members = members;
    }

    /** Differs from that of any other memory. */
    public String mark() {
        return mark;
    }

    /** Of the server, and of the settings that decide what is read. */
    public String fingerprint() {
        return fingerprint;
    }

    /** By which the server knows what was read, by names that the source gives them. */
    public Map<String, String> cookies() {
        return cookies;
    }

    Rows rows() {
        return rows;
    }

    Texts texts() {
        return texts;
    }

    int[] members() {
        return members;
    }

    /** Whether groups name people by uid. */
    public boolean namesUids() {
        return namesUids;
    }

    /** The texts by which a group names its members. */
    int[] members(int row) {
        return Arrays.copyOfRange(members, rows.from[row], rows.from[row] + rows.count[row]);
    }

    String externalId(int row) {
        int text = rows.externalId[row];
        return texts.get(text < 0 ? rows.written[row] : text);
    }

    /** The entry of a row, as it was told; members are in the form that stands for all. */
    Entry entry(int row) {
        var id = rows.id(row);
        var name = texts.get(rows.written[row]);
        return switch (rows.flags[row] & Rows.KIND) {
            case Rows.PERSON ->
                new Entry.Person(
                        id,
                        name,
                        externalId(row),
                        texts.getOrNull(rows.label[row]),
                        rows.isDisabled(row),
                        texts.getOrNull(rows.uid[row]));
            case Rows.TEAM ->
                new Entry.Team(
                        id,
                        name,
                        externalId(row),
                        texts.get(rows.label[row]),
                        Arrays.stream(members(row)).mapToObj(texts::get).toList());
            default -> new Entry.Container(id, name);
        };
    }

    /** Those of some ids that no entry has. */
    public Set<UUID> unknown(Set<UUID> ids) {
        var unknown = new HashSet<>(ids);
        for (int row = 0; row < rows.size && !unknown.isEmpty(); row++) {
            if (!rows.isGone(row)) {
                unknown.remove(rows.id(row));
            }
        }
        return unknown;
    }

    /** How many entries it has; for those who look. */
    public int size() {
        int count = 0;
        for (int row = 0; row < rows.size; row++) {
            count += rows.isGone(row) ? 0 : 1;
        }
        return count;
    }

    /** Everything that it has, in no order. */
    public List<Entry> entries() {
        return java.util.stream.IntStream.range(0, rows.size)
                .filter(row -> !rows.isGone(row))
                .mapToObj(this::entry)
                .toList();
    }
}
