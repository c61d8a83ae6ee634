package bwdc.directory.memory;

import bwdc.column.Texts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a directory while it is read whole: first all people, then all groups, then whatever has entries below it. Who
 * reads knows already whom members name, so rows are named by number.
 */
public final class MemoryBuilder {
    private final Meaning meaning;
    private final Rows rows;
    private final Texts texts;
    private final Map<String, Integer> others = new HashMap<>();
    private int[] members = new int[1024];
    private int memberCount;
    private boolean namesUids;

    public MemoryBuilder(Meaning meaning) {
        this.meaning = meaning;
        rows = new Rows(1024);
        texts = new Texts(4096);
    }

    /** A person; the first one is row 0. */
    public void person(int part, UUID id, String name, String externalId, @Nullable String mail, boolean disabled) {
        int row = add(part, id, name, Rows.PERSON);
        if (disabled) {
            rows.flags[row] |= Rows.DISABLED;
        }
        externalId(row, name, externalId);
        rows.label[row] = mail == null ? -1 : texts.add(mail, mailKey(mail));
    }

    /** From here on people have uids: groups name them by these. */
    public void withUids() {
        namesUids = true;
    }

    /** A further name of a person, by which groups name them. */
    public void uid(int row, String uid) {
        rows.uid[row] = other(uid);
    }

    /**
     * A group.
     *
     * @param same the row of the person that is the same entry, -1 where there is none
     */
    public void team(int part, UUID id, String name, String externalId, String title, int same) {
        int row = add(part, id, name, Rows.TEAM);
        if (same >= 0) {
            rows.name[row] = rows.name[same];
        }
        externalId(row, name, externalId);
        rows.label[row] = texts.add(title, 0);
    }

    /** One more member of a group, the person or group of a row. The members of a group come one after another. */
    public void member(int team, int row) {
        put(team, rows.name[row]);
    }

    /** One more member of a group, which is nobody and nothing that was read, or named by another name. */
    public void member(int team, String name) {
        put(team, other(name));
    }

    private void put(int team, int name) {
        if (memberCount == members.length) {
            members = Arrays.copyOf(members, memberCount * 2);
        }
        if (rows.count[team]++ == 0) {
            rows.from[team] = memberCount;
        }
        members[memberCount++] = name;
    }

    public void container(int part, UUID id, String name) {
        add(part, id, name, Rows.CONTAINER);
    }

    private int add(int part, UUID id, String name, byte kind) {
        int row = rows.add(part, id);
        rows.flags[row] = kind;
        rows.written[row] = texts.add(name, Texts.key(meaning.of(name)));
        rows.name[row] = rows.written[row];
        return row;
    }

    private void externalId(int row, String name, String externalId) {
        if (!externalId.equals(name)) {
            rows.externalId[row] = texts.add(externalId, 0);
        }
    }

    private int other(String name) {
        var key = meaning.of(name);
        return others.computeIfAbsent(key, absent -> texts.add(name, Texts.key(key)));
    }

    /** An address is found by another key than the same text as a name. */
    static int mailKey(String mail) {
        int hash = ~mail.hashCode();
        return hash == 0 ? 2 : hash;
    }

    /** What was taken so far. */
    public Memory memory(String mark, String fingerprint, Map<String, String> cookies) {
        return new Memory(mark, fingerprint, namesUids, cookies, rows, texts, Arrays.copyOf(members, memberCount));
    }
}
