package bwdc.directory.memory;

import bwdc.column.Keys;
import bwdc.column.Texts;
import bwdc.directory.DirectoryUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts changes into a {@link Memory} and finds out what they change of what is sent: also in groups that did not change
 * themselves, because somebody whom they name got another name, or because a group inside them changed.
 */
public final class Merge {
    private final Memory before;
    private final Rows rows;
    private final Texts texts;
    private final Naming naming;
    private int[] members;
    private int memberCount;

    /** Names that mean somebody or something else than before. */
    private final BitSet names = new BitSet();

    private final BitSet teams = new BitSet();
    private final BitSet persons = new BitSet();
    private final Set<String> goneUsers = new HashSet<>();
    private final Set<String> goneGroups = new HashSet<>();
    private @Nullable String unclear;

    private final Listing listing;

    private Merge(Memory before, List<PartChanges> changes, Meaning meaning, Listing listing) {
        this.listing = listing;
        this.before = before;
        int entries = changes.stream().mapToInt(each -> each.there().size()).sum();
        rows = before.rows().copy(entries);
        texts = before.texts().copy(8 * entries);
        members = before.members();
        memberCount = members.length;
        naming = new Naming(texts, meaning);
    }

    /**
     * Merges.
     *
     * @param listing what groups list; where that is entries, a group is among the changes that lists somebody who was not
     *     known before
     * @param mark for the memory with the changes
     * @param cookies of the directory after the changes
     */
    public static Merged of(
            Memory before,
            List<PartChanges> changes,
            Meaning meaning,
            Listing listing,
            String mark,
            Map<String, String> cookies) {
        return new Merge(before, changes, meaning, listing).merged(changes, mark, cookies);
    }

    private Merged merged(List<PartChanges> changes, String mark, Map<String, String> cookies) {
        for (var each : changes) {
            each.there().forEach(this::want);
        }
        naming.find();
        if (listing == Listing.ENTRIES) {
            var moves = new Moves(before, changes, naming, texts);
            members = moves.members();
            names.or(moves.lost());
        }
        changes.forEach(this::apply);
        if (unclear == null) {
            findDoubleMails();
        }
        if (unclear != null) {
            return new Merged.Unclear(unclear);
        }
        var after = new Memory(
                mark,
                before.fingerprint(),
                before.namesUids(),
                cookies,
                rows,
                texts,
                Arrays.copyOf(members, memberCount));
        var groups = new TeamChanges(after, teams, names).groups();
        List<DirectoryUser> users = new ArrayList<>();
        Set<String> leftOut = new HashSet<>();
        persons.stream().forEach(row -> tell(after, row, users, leftOut));
        // Who is known by the same id again has only moved.
        users.forEach(user -> goneUsers.remove(user.externalId()));
        goneUsers.removeAll(leftOut);
        groups.forEach(group -> goneGroups.remove(group.externalId()));
        return new Merged.Told(users, leftOut, groups, goneUsers, goneGroups, after);
    }

    private static void tell(Memory after, int row, List<DirectoryUser> users, Set<String> leftOut) {
        if (after.entry(row) instanceof Entry.Person person && !after.rows().isGone(row)) {
            if (person.mail() == null) {
                leftOut.add(person.externalId());
            } else {
                users.add(
                        new DirectoryUser(person.name(), person.externalId(), person.mail(), person.disabled(), false));
            }
        }
    }

    private void want(Entry entry) {
        naming.want(entry.name());
        switch (entry) {
            case Entry.Person person -> {
                if (person.uid() != null) {
                    naming.want(person.uid());
                }
            }
            case Entry.Team team -> team.members().forEach(naming::want);
            case Entry.Container container -> {}
        }
    }

    private void apply(PartChanges changes) {
        Map<UUID, Integer> known = new HashMap<>();
        Map<UUID, Entry> there = new HashMap<>();
        changes.there().forEach(entry -> there.put(entry.id(), entry));
        var told = new Keys();
        there.keySet().forEach(id -> told.add((int) id.getLeastSignificantBits()));
        changes.gone().forEach(id -> told.add((int) id.getLeastSignificantBits()));
        var part = (byte) changes.part();
        var all = changes.unchanged().isPresent();
        for (int row = 0;
                row < before.rows().size
                        && (all || !there.isEmpty() || !changes.gone().isEmpty());
                row++) {
            if (rows.part[row] == part && (all || told.mayHave((int) rows.low[row])) && !rows.isGone(row)) {
                var id = rows.id(row);
                if (there.containsKey(id)) {
                    known.put(id, row);
                } else if (changes.gone().contains(id)
                        || all && !changes.unchanged().get().contains(id)) {
                    drop(row);
                }
            }
        }
        there.forEach((id, entry) -> put(changes.part(), entry, known.getOrDefault(id, -1)));
    }

    private void drop(int row) {
        if (rows.is(row, Rows.CONTAINER)) {
            unclear = texts.get(rows.written[row]) + " is gone, perhaps with all that was below it";
            return;
        }
        (rows.is(row, Rows.PERSON) ? goneUsers : goneGroups).add(before.externalId(row));
        touch(row);
        rows.flags[row] |= Rows.GONE;
    }

    /** Whatever the row is called now means something else afterwards. */
    private void touch(int row) {
        names.set(rows.name[row]);
        if (rows.uid[row] >= 0) {
            names.set(rows.uid[row]);
        }
    }

    private void put(int part, Entry entry, int known) {
        switch (entry) {
            case Entry.Person person -> put(part, person, known);
            case Entry.Team team -> put(part, team, known);
            case Entry.Container container -> {
                if (known < 0 || !texts.get(rows.written[known]).equals(container.name())) {
                    unclear = container.name() + " is new or has a new name, perhaps with entries below it";
                }
            }
        }
    }

    private void put(int part, Entry.Person person, int known) {
        var old = known < 0 ? null : (Entry.Person) before.entry(known);
        if (person.equals(old)) {
            return;
        }
        int row = known < 0 ? rows.add(part, person.id()) : known;
        if (old == null
                || !old.name().equals(person.name())
                || !old.externalId().equals(person.externalId())
                || !Objects.equals(old.uid(), person.uid())) {
            var follows = listing == Listing.ENTRIES
                    && old != null
                    && old.externalId().equals(person.externalId());
            if (old != null && !follows) {
                touch(row);
            }
            rename(row, person);
            rows.uid[row] = person.uid() == null ? -1 : naming.of(person.uid());
            if (!follows) {
                touch(row);
            }
        }
        if (old != null && !old.externalId().equals(person.externalId())) {
            goneUsers.add(old.externalId());
        }
        rows.flags[row] = (byte) (Rows.PERSON | (person.disabled() ? Rows.DISABLED : 0));
        var mail = person.mail();
        rows.label[row] = mail == null ? -1 : texts.add(mail, MemoryBuilder.mailKey(mail));
        if (old == null
                || !old.externalId().equals(person.externalId())
                || old.disabled() != person.disabled()
                || !Objects.equals(old.mail(), mail)) {
            persons.set(row);
        }
    }

    private void rename(int row, Entry entry) {
        var externalId = switch (entry) {
            case Entry.Person person -> person.externalId();
            case Entry.Team team -> team.externalId();
            case Entry.Container container -> container.name();
        };
        rows.name[row] = naming.of(entry.name());
        rows.written[row] =
                texts.get(rows.name[row]).equals(entry.name()) ? rows.name[row] : texts.add(entry.name(), 0);
        rows.externalId[row] = externalId.equals(entry.name()) ? -1 : texts.add(externalId, 0);
    }

    private void put(int part, Entry.Team team, int known) {
        var old = known < 0 ? null : (Entry.Team) before.entry(known);
        var now = team.members().stream().mapToInt(naming::of).distinct().toArray();
        if (old != null
                && old.name().equals(team.name())
                && old.externalId().equals(team.externalId())
                && old.title().equals(team.title())
                && isSame(members(known), now)) {
            return;
        }
        int row = known < 0 ? rows.add(part, team.id()) : known;
        if (old == null || !old.name().equals(team.name()) || !old.externalId().equals(team.externalId())) {
            if (old != null) {
                touch(row);
                if (!old.externalId().equals(team.externalId())) {
                    goneGroups.add(old.externalId());
                }
            }
            rename(row, team);
            touch(row);
        }
        rows.flags[row] = Rows.TEAM;
        rows.label[row] = texts.add(team.title(), 0);
        rows.from[row] = memberCount;
        rows.count[row] = now.length;
        if (members.length - memberCount < now.length) {
            members = Arrays.copyOf(members, memberCount + now.length + members.length / 8);
        }
        System.arraycopy(now, 0, members, memberCount, now.length);
        memberCount += now.length;
        teams.set(row);
    }

    private int[] members(int row) {
        return Arrays.copyOfRange(members, rows.from[row], rows.from[row] + rows.count[row]);
    }

    /** Whether the same members are named, in whatever order. */
    private static boolean isSame(int[] some, int[] others) {
        if (Arrays.equals(some, others)) {
            return true;
        }
        Arrays.sort(some);
        var sorted = others.clone();
        Arrays.sort(sorted);
        return Arrays.equals(some, sorted);
    }

    /** Two entries with one address are an error that only a whole read tells in full. */
    private void findDoubleMails() {
        Map<String, Integer> holders = new HashMap<>();
        var keys = new Keys();
        persons.stream().filter(row -> rows.label[row] >= 0).forEach(row -> {
            var mail = texts.get(rows.label[row]);
            keys.add(MemoryBuilder.mailKey(mail));
            if (holders.putIfAbsent(mail, row) != null) {
                unclear = mail + " is the address of two entries";
            }
        });
        for (int row = 0; row < rows.size && !holders.isEmpty(); row++) {
            int label = rows.label[row];
            if (rows.is(row, Rows.PERSON) && label >= 0 && keys.mayHave(texts.key(label)) && !persons.get(row)) {
                var mail = texts.get(label);
                if (holders.containsKey(mail)) {
                    unclear = mail + " is the address of two entries";
                }
            }
        }
    }
}
