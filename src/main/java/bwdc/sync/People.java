package bwdc.sync;

import bwdc.directory.DirectoryUser;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The people of the baseline brought up to date with a read. Places in the list stay the same while a plan is made, new
 * people are appended.
 */
final class People {
    private final SafetyInput in;
    private final Baseline.Rest rest;
    private final List<KnownUser> rows;
    private final Places places;
    private final BitSet listed = new BitSet();
    private @Nullable Set<String> addresses;

    People(SafetyInput in, Baseline before) {
        this.in = in;
        rest = before.rest();
        rows = new ArrayList<>(before.users());
        places = new Places(Math.max(rows.size(), in.company().users().size()));
        rows.forEach(row -> places.add(row.externalId()));
        if (in.sync().users()) {
            in.company().users().forEach(this::list);
            in.leftOut().forEach(this::leaveOut);
            in.deleted().forEach(this::delete);
            if (in.full()) {
                missUnlisted();
            }
            in.gone().ifPresent(gone -> gone.users().forEach(this::miss));
        }
    }

    int size() {
        return rows.size();
    }

    KnownUser get(int place) {
        return rows.get(place);
    }

    void set(int place, KnownUser row) {
        rows.set(place, row);
    }

    List<KnownUser> rows() {
        return rows;
    }

    /** Whether this read told of them. */
    boolean isListed(int place) {
        return listed.get(place);
    }

    /** Whether the read told of anybody who is sent as deleted. */
    boolean hasListedLeavers() {
        return listed.stream().anyMatch(place -> !isActive(rows.get(place)));
    }

    /** Where somebody stands who was listed. */
    int place(DirectoryUser user) {
        return places.of(user.externalId());
    }

    /** Where a member of a group stands; one that nothing else is known of is added. */
    int placeOfMember(String externalId) {
        int known = places.of(externalId);
        return known >= 0 ? known : append(KnownUser.of(externalId, null, null, Presence.MEMBER_ONLY));
    }

    private int append(KnownUser row) {
        rows.add(row);
        return places.add(row.externalId());
    }

    private void list(DirectoryUser user) {
        var presence = user.deleted() ? Presence.DELETED : user.disabled() ? Presence.DISABLED : Presence.ACTIVE;
        int known = places.of(user.externalId());
        if (known < 0) {
            listed.set(append(KnownUser.of(user.externalId(), user.email(), firstTold(user), presence)));
            return;
        }
        var row = rows.get(known);
        // An account and its own tombstone in one read: for the server the account counts.
        if (listed.get(known) && row.presence() == Presence.ACTIVE) {
            return;
        }
        listed.set(known);
        if (row.presence() == Presence.MEMBER_ONLY) {
            rows.set(known, KnownUser.of(user.externalId(), user.email(), firstTold(user), presence));
        } else if (row.presence() != presence || !Objects.equals(user.email(), row.mail())) {
            rows.set(known, KnownUser.of(user.externalId(), user.email(), row.told(), presence));
        }
    }

    /**
     * Somebody who is gone when bwdc first hears of them may be in the organization all the same: invited by another
     * program, or by a run that was cut off. So the first time counts as a removal.
     */
    private @Nullable String firstTold(DirectoryUser user) {
        return !in.alreadySent() && Draft.isLeaver(user, in.sync()) ? user.email() : null;
    }

    private void leaveOut(String externalId) {
        int known = places.of(externalId);
        if (known >= 0 && !listed.get(known) && rows.get(known).presence() != Presence.MEMBER_ONLY) {
            rows.set(known, rows.get(known).as(Presence.LEFT_OUT));
        }
    }

    /** A tombstone says nothing of somebody who was never known: it may be that of a printer. */
    private void delete(String externalId) {
        int known = places.of(externalId);
        if (known >= 0 && !listed.get(known) && rows.get(known).presence() != Presence.MEMBER_ONLY) {
            rows.set(known, rows.get(known).as(Presence.DELETED));
        }
    }

    private void missUnlisted() {
        for (int place = listed.nextClearBit(0); place < rows.size(); place = listed.nextClearBit(place + 1)) {
            var row = rows.get(place);
            if (row.presence() != Presence.MEMBER_ONLY
                    && !in.leftOut().contains(row.externalId())
                    && !in.deleted().contains(row.externalId())) {
                // Of somebody who waited to be invited no more is known than that groups name them.
                var waited = !row.isMember() && isActive(row);
                rows.set(
                        place,
                        waited
                                ? KnownUser.of(row.externalId(), null, null, Presence.MEMBER_ONLY)
                                : row.missed(in.now()));
            }
        }
    }

    /** A read of changes proves of this one person what a full read proves of everybody. */
    private void miss(String externalId) {
        int known = places.of(externalId);
        if (known >= 0
                && !listed.get(known)
                && rows.get(known).presence() != Presence.MEMBER_ONLY
                && !in.leftOut().contains(externalId)
                && !in.deleted().contains(externalId)) {
            rows.set(known, rows.get(known).missed(in.now()));
        }
    }

    /** Whether the organization is to have them, as far as the directory goes. */
    boolean isActive(KnownUser row) {
        return row.presence() == Presence.ACTIVE
                || row.presence() == Presence.DISABLED && !in.sync().removeDisabled();
    }

    /** Why somebody has to leave the organization, null when nothing says so. */
    Removal.@Nullable Reason leaves(KnownUser row) {
        if (!row.isMember()) {
            return null;
        }
        var overwrite = in.sync().overwriteExisting();
        return switch (row.presence()) {
            case ACTIVE, MEMBER_ONLY -> null;
            case DISABLED -> in.sync().removeDisabled() ? Removal.Reason.DISABLED : null;
            case DELETED -> Removal.Reason.DELETED;
            case MISSING -> overwrite || in.safety().removeMissing() && !hasMoved(row) ? Removal.Reason.MISSING : null;
            case LEFT_OUT -> overwrite ? Removal.Reason.LEFT_OUT : null;
        };
    }

    private boolean isGone(KnownUser row) {
        return switch (row.presence()) {
            case ACTIVE, MEMBER_ONLY, LEFT_OUT -> false;
            case DISABLED -> in.sync().removeDisabled();
            case DELETED -> true;
            case MISSING -> in.safety().removeMissing();
        };
    }

    /** The same address under another external id: an entry was moved or made anew, the person is still there. */
    private boolean hasMoved(KnownUser row) {
        return addresses().contains(String.valueOf(row.told()));
    }

    /** Addresses of everybody who is there, in the directory and in the organization, as they were before this plan. */
    Set<String> addresses() {
        var known = addresses;
        if (known == null) {
            known = addressesOf(row -> isActive(row) || row.presence() == Presence.LEFT_OUT);
            addresses = known;
        }
        return known;
    }

    private Set<String> addressesOf(Predicate<KnownUser> whom) {
        Set<String> known = new HashSet<>();
        for (var each : rows) {
            if (whom.test(each)) {
                known.add(String.valueOf(each.mail()));
                known.add(String.valueOf(each.told()));
            }
        }
        return known;
    }

    /** How many are gone and stayed for an address that nobody has any more after this plan: the next read removes them. */
    int leftBehind() {
        var gone = rows.stream().filter(row -> row.isMember() && isGone(row)).toList();
        if (gone.isEmpty()) {
            return 0;
        }
        var before = addresses();
        // Whoever is left out and was never invited is not remembered.
        var now = addressesOf(row -> isActive(row) || row.presence() == Presence.LEFT_OUT && row.isMember());
        return (int) gone.stream()
                .map(row -> String.valueOf(row.told()))
                .filter(mail -> before.contains(mail) && !now.contains(mail))
                .count();
    }

    /** Whether a read of everything has nobody for the organization, who had people before. */
    boolean hasNobodyLeft() {
        if (rest.active() > 0) {
            return false;
        }
        var anyTold = rest.members() > 0;
        for (var row : rows) {
            if (isActive(row)) {
                return false;
            }
            anyTold |= row.isMember();
        }
        return anyTold;
    }
}
