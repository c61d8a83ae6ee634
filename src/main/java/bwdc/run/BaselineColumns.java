package bwdc.run;

import bwdc.column.ColumnReader;
import bwdc.column.ColumnWriter;
import bwdc.column.Texts;
import bwdc.sync.Baseline;
import bwdc.sync.KnownGroup;
import bwdc.sync.KnownUser;
import bwdc.sync.Presence;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code baseline.bin} as it is: a column for everything that is known of people and groups, so that a run that is about few
 * of them makes nothing of the others. Rows are only added and changed; a full read writes all of them anew.
 */
final class BaselineColumns {
    /** {@code BWDCB} and the version. */
    static final byte[] MAGIC = {'B', 'W', 'D', 'C', 'B', 2};

    private static final List<Presence> PRESENCES = List.of(Presence.values());
    private static final List<KnownGroup.Listing> LISTINGS = List.of(KnownGroup.Listing.values());

    private final Texts texts;
    private int users;
    private int[] presence;
    private int[] id;
    private int[] mail;
    /** The same text as the address where the organization was told that. */
    private int[] told;

    private int[] missedReads;
    private long[] missedSince;
    private int groups;
    private int[] listing;
    private int[] groupId;
    private int[] groupName;
    private int[] from;
    private int[] members;
    private int[] kept;
    private int[] places;
    private int placeCount;

    /** Columns of nobody, with room. */
    private BaselineColumns(int users, int groups) {
        texts = new Texts(users * 2 + groups * 2);
        presence = new int[users];
        id = new int[users];
        mail = new int[users];
        told = new int[users];
        missedReads = new int[users];
        missedSince = new long[users];
        listing = new int[groups];
        groupId = new int[groups];
        groupName = new int[groups];
        from = new int[groups];
        members = new int[groups];
        kept = new int[groups];
        places = new int[groups * 8];
    }

    private BaselineColumns(ColumnReader in) {
        presence = in.ints();
        users = presence.length;
        id = in.ints();
        mail = in.ints();
        told = in.ints();
        missedReads = in.ints();
        missedSince = in.longs();
        listing = in.ints();
        groups = listing.length;
        groupId = in.ints();
        groupName = in.ints();
        from = in.ints();
        members = in.ints();
        kept = in.ints();
        places = in.ints();
        placeCount = places.length;
        texts = in.texts();
    }

    static BaselineColumns of(Baseline baseline) {
        var columns =
                new BaselineColumns(baseline.users().size(), baseline.groups().size());
        baseline.users().forEach(user -> columns.put(columns.users, user));
        baseline.groups().forEach(group -> columns.put(columns.groups, group));
        return columns;
    }

    /** @throws BufferUnderflowException and the like when it is not whole; the caller knows that the sum was right */
    static BaselineColumns read(ColumnReader in) {
        var columns = new BaselineColumns(in);
        columns.check();
        return columns;
    }

    /** No place leads outside, so that nothing that counts on it can fail later. */
    private void check() {
        for (int group = 0; group < groups; group++) {
            if (from[group] < 0
                    || members[group] < 0
                    || kept[group] < 0
                    || (long) from[group] + members[group] + kept[group] > placeCount) {
                throw new BufferUnderflowException();
            }
        }
        for (var place : places) {
            if (place < 0 || place >= users) {
                throw new BufferUnderflowException();
            }
        }
    }

    byte[] bytes(String owner, String state) {
        var out = new ColumnWriter(
                        MAGIC, users * 32 + groups * 24 + placeCount * 4 + texts.size() * 8 + texts.length() + 8192)
                .text(owner)
                .text(state);
        for (var column : new int[][] {presence, id, mail, told, missedReads}) {
            out.ints(column, users);
        }
        out.longs(missedSince, users);
        for (var column : new int[][] {listing, groupId, groupName, from, members, kept}) {
            out.ints(column, groups);
        }
        return out.ints(places, placeCount).texts(texts).finish();
    }

    /** Everything, one by one. */
    Baseline baseline() {
        List<KnownUser> people = new ArrayList<>(users);
        for (int row = 0; row < users; row++) {
            people.add(user(row));
        }
        List<KnownGroup> teams = new ArrayList<>(groups);
        for (int row = 0; row < groups; row++) {
            teams.add(group(row, members(row), kept(row)));
        }
        return new Baseline(people, teams);
    }

    int users() {
        return users;
    }

    int groups() {
        return groups;
    }

    Texts texts() {
        return texts;
    }

    int id(int row) {
        return id[row];
    }

    int mail(int row) {
        return mail[row];
    }

    int told(int row) {
        return told[row];
    }

    Presence presence(int row) {
        return PRESENCES.get(presence[row]);
    }

    KnownUser user(int row) {
        var address = texts.getOrNull(mail[row]);
        return new KnownUser(
                texts.get(id[row]),
                address,
                told[row] == mail[row] ? address : texts.getOrNull(told[row]),
                presence(row),
                missedReads[row],
                missedSince[row]);
    }

    int groupId(int row) {
        return groupId[row];
    }

    KnownGroup.Listing listing(int row) {
        return LISTINGS.get(listing[row]);
    }

    boolean keepsAnybody(int row) {
        return kept[row] > 0;
    }

    int[] members(int row) {
        return Arrays.copyOfRange(places, from[row], from[row] + members[row]);
    }

    int[] kept(int row) {
        int start = from[row] + members[row];
        return Arrays.copyOfRange(places, start, start + kept[row]);
    }

    KnownGroup group(int row, int[] itsMembers, int[] itsKept) {
        return new KnownGroup(texts.get(groupId[row]), texts.get(groupName[row]), itsMembers, itsKept, listing(row));
    }

    /** Puts somebody into a row, or into the next one. */
    void put(int row, KnownUser user) {
        if (row == users) {
            users++;
            if (users > presence.length) {
                moreUsers(users + users / 8 + 16);
            }
            id[row] = text(user.externalId());
        }
        presence[row] = user.presence().code();
        mail[row] = address(user.mail());
        told[row] = java.util.Objects.equals(user.mail(), user.told()) ? mail[row] : address(user.told());
        missedReads[row] = user.missedReads();
        missedSince[row] = user.missedSince();
    }

    private void moreUsers(int capacity) {
        presence = Arrays.copyOf(presence, capacity);
        id = Arrays.copyOf(id, capacity);
        mail = Arrays.copyOf(mail, capacity);
        told = Arrays.copyOf(told, capacity);
        missedReads = Arrays.copyOf(missedReads, capacity);
        missedSince = Arrays.copyOf(missedSince, capacity);
    }

    private int address(@Nullable String address) {
        return address == null ? -1 : text(address);
    }

    private int text(String text) {
        return texts.add(text, Texts.key(text));
    }

    /** Puts a group into a row, or into the next one. */
    void put(int row, KnownGroup group) {
        if (row == groups) {
            groups++;
            if (groups > listing.length) {
                moreGroups(groups + groups / 8 + 16);
            }
            groupId[row] = text(group.externalId());
        }
        listing[row] = group.listing().code();
        groupName[row] = texts.add(group.name(), 0);
        from[row] = placeCount;
        members[row] = group.members().length;
        kept[row] = group.kept().length;
        add(group.members());
        add(group.kept());
    }

    private void moreGroups(int capacity) {
        listing = Arrays.copyOf(listing, capacity);
        groupId = Arrays.copyOf(groupId, capacity);
        groupName = Arrays.copyOf(groupName, capacity);
        from = Arrays.copyOf(from, capacity);
        members = Arrays.copyOf(members, capacity);
        kept = Arrays.copyOf(kept, capacity);
    }

    private void add(int[] more) {
        if (places.length - placeCount < more.length) {
            places = Arrays.copyOf(places, placeCount + more.length + placeCount / 4);
        }
        System.arraycopy(more, 0, places, placeCount, more.length);
        placeCount += more.length;
    }
}
