package bwdc.run;

import bwdc.column.Keys;
import bwdc.column.Texts;
import bwdc.directory.DirectorySnapshot;
import bwdc.settings.SyncSettings;
import bwdc.sync.Baseline;
import bwdc.sync.Company;
import bwdc.sync.KnownGroup;
import bwdc.sync.Presence;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a baseline that a read of changes is about: whom it names, the members of the groups that it names, whoever
 * has an address of these, and everybody with whom something is the matter anyway. Of the others it is enough to know how
 * many they are: a plan says the same about the part as it would about the whole.
 */
final class BaselineSlice {
    private final BaselineColumns columns;
    private final int[] users;
    private final int[] groups;
    private final Baseline part;

    private BaselineSlice(BaselineColumns columns, BitSet users, BitSet groups, boolean removeDisabled) {
        this.columns = columns;
        this.users = users.stream().toArray();
        this.groups = groups.stream().toArray();
        part = new Baseline(
                Arrays.stream(this.users).mapToObj(columns::user).toList(),
                Arrays.stream(this.groups).mapToObj(this::group).toList(),
                rest(users, groups, removeDisabled));
    }

    static BaselineSlice of(
            BaselineColumns columns, DirectorySnapshot snapshot, Company company, SyncSettings settings) {
        var search = new Search(columns, settings.removeDisabled());
        return new BaselineSlice(columns, search.users(snapshot, company), search.groups, settings.removeDisabled());
    }

    Baseline part() {
        return part;
    }

    private KnownGroup group(int row) {
        return columns.group(row, places(columns.members(row)), places(columns.kept(row)));
    }

    /** Places in the part. */
    private int[] places(int[] rows) {
        return Arrays.stream(rows).map(row -> Arrays.binarySearch(users, row)).toArray();
    }

    private Baseline.Rest rest(BitSet inUsers, BitSet inGroups, boolean removeDisabled) {
        int members = 0;
        int active = 0;
        for (int row = inUsers.nextClearBit(0); row < columns.users(); row = inUsers.nextClearBit(row + 1)) {
            var presence = columns.presence(row);
            members += columns.told(row) >= 0 && presence != Presence.MISSING ? 1 : 0;
            active += presence == Presence.ACTIVE || presence == Presence.DISABLED && !removeDisabled ? 1 : 0;
        }
        int listed = 0;
        int there = 0;
        for (int row = inGroups.nextClearBit(0); row < columns.groups(); row = inGroups.nextClearBit(row + 1)) {
            var listing = columns.listing(row);
            listed += listing == KnownGroup.Listing.LISTED ? 1 : 0;
            there += listing == KnownGroup.Listing.GONE ? 0 : 1;
        }
        return new Baseline.Rest(members, active, listed, there);
    }

    /** The whole, with the part as a plan leaves it: whoever is in it keeps their place there, others follow. */
    BaselineColumns with(Baseline after) {
        for (int place = 0; place < after.users().size(); place++) {
            var now = after.users().get(place);
            if (place >= users.length) {
                columns.put(columns.users(), now);
            } else if (!now.equals(part.users().get(place))) {
                columns.put(users[place], now);
            }
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < groups.length; i++) {
            places.put(part.groups().get(i).externalId(), i);
        }
        int first = columns.users() - (after.users().size() - users.length);
        IntUnaryOperator row = place -> place < users.length ? users[place] : first + place - users.length;
        for (var group : after.groups()) {
            int place = places.getOrDefault(group.externalId(), -1);
            if (place < 0 || !isSame(group, part.groups().get(place))) {
                columns.put(
                        place < 0 ? columns.groups() : groups[place],
                        new KnownGroup(
                                group.externalId(),
                                group.name(),
                                Arrays.stream(group.members()).map(row).toArray(),
                                Arrays.stream(group.kept()).map(row).toArray(),
                                group.listing()));
            }
        }
        return columns;
    }

    private static boolean isSame(KnownGroup one, KnownGroup other) {
        return one.listing() == other.listing()
                && one.name().equals(other.name())
                && Arrays.equals(one.members(), other.members())
                && Arrays.equals(one.kept(), other.kept());
    }

    /** Texts by their keys, so that most rows are passed without a look at theirs. */
    private static final class Wanted {
        private final Set<String> texts = new HashSet<>();
        private final Keys keys = new Keys();

        void add(@Nullable String text) {
            if (text != null && texts.add(text)) {
                keys.add(Texts.key(text));
            }
        }

        boolean has(Texts all, int number) {
            return number >= 0 && keys.mayHave(all.key(number)) && texts.contains(all.get(number));
        }
    }

    private static final class Search {
        private final BaselineColumns columns;
        private final boolean removeDisabled;
        private final BitSet groups = new BitSet();

        Search(BaselineColumns columns, boolean removeDisabled) {
            this.columns = columns;
            this.removeDisabled = removeDisabled;
        }

        BitSet users(DirectorySnapshot snapshot, Company company) {
            var ids = new Wanted();
            company.users().forEach(user -> ids.add(user.externalId()));
            Company.leftOut(snapshot).forEach(ids::add);
            snapshot.gone().ifPresent(gone -> gone.users().forEach(ids::add));
            var found = rows(row -> !isQuiet(row) || ids.has(columns.texts(), columns.id(row)));
            var addresses = new Wanted();
            company.users().forEach(user -> addresses.add(user.email()));
            found.stream().forEach(row -> {
                addresses.add(columns.texts().getOrNull(columns.mail(row)));
                addresses.add(columns.texts().getOrNull(columns.told(row)));
            });
            found.or(rows(row -> addresses.has(columns.texts(), columns.mail(row))
                    || addresses.has(columns.texts(), columns.told(row))));
            addMembers(snapshot, company, found);
            return found;
        }

        private BitSet rows(IntPredicate wanted) {
            var rows = new BitSet(columns.users());
            for (int row = 0; row < columns.users(); row++) {
                if (wanted.test(row)) {
                    rows.set(row);
                }
            }
            return rows;
        }

        /** Whether nothing is to be decided about somebody whom a read does not name. */
        private boolean isQuiet(int row) {
            int told = columns.told(row);
            return switch (columns.presence(row)) {
                case ACTIVE -> told >= 0 && told == columns.mail(row);
                case DISABLED -> told < 0 || told == columns.mail(row) && !removeDisabled;
                case DELETED, MISSING, LEFT_OUT -> told < 0;
                case MEMBER_ONLY -> true;
            };
        }

        /** The groups that are named, or that something is the matter with, and whoever is in them, before and now. */
        private void addMembers(DirectorySnapshot snapshot, Company company, BitSet found) {
            var ids = new Wanted();
            company.groups().forEach(group -> ids.add(group.externalId()));
            snapshot.gone().ifPresent(gone -> gone.groups().forEach(ids::add));
            for (int row = 0; row < columns.groups(); row++) {
                if (columns.keepsAnybody(row)
                        || columns.listing(row) == KnownGroup.Listing.DOUBTED
                        || ids.has(columns.texts(), columns.groupId(row))) {
                    groups.set(row);
                    Arrays.stream(columns.members(row)).forEach(found::set);
                    Arrays.stream(columns.kept(row)).forEach(found::set);
                }
            }
            var members = new Wanted();
            company.groups().forEach(group -> group.members().forEach(members::add));
            if (!members.texts.isEmpty()) {
                found.or(rows(row -> members.has(columns.texts(), columns.id(row))));
            }
        }
    }
}
