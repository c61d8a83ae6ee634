package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.directory.DirectoryGroup;
import bwdc.sync.HeldChange.Kind;
import bwdc.sync.KnownGroup.Listing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides which groups lose whom, and what becomes of groups that the directory no longer has. */
final class Teams {
    private static final int[] NOBODY = {};

    private final SafetyInput in;
    private final People people;
    private final Leavers leavers;
    private final Verdicts verdicts;
    private final Map<String, KnownGroup> known = new HashMap<>();
    private final List<KnownGroup> after = new ArrayList<>();
    private final List<ImportRequest.Group> toSend = new ArrayList<>();
    private int once;
    private boolean changed;
    private int[] seen = NOBODY;
    private int stamp;

    Teams(SafetyInput in, Baseline before, People people, Leavers leavers, Verdicts verdicts) {
        this.in = in;
        this.people = people;
        this.leavers = leavers;
        this.verdicts = verdicts;
        before.groups().forEach(group -> known.put(group.externalId(), group));
        var read = in.sync().groups() && (in.full() || !in.company().groups().isEmpty());
        if (read) {
            in.company().groups().forEach(this::listed);
        }
        before.groups().stream()
                .filter(group -> known.containsKey(group.externalId()))
                .forEach(group -> unlisted(group, read && in.gone().isEmpty() || isGone(group)));
        if (in.sync().groups()) {
            doubt(before);
        }
    }

    /** A read of changes lists the groups that changed, and tells which are gone. */
    private boolean isGone(KnownGroup group) {
        return in.sync().groups()
                && in.gone().isPresent()
                && in.gone().get().groups().contains(group.externalId());
    }

    List<ImportRequest.Group> toSend() {
        return toSend;
    }

    /** How many at the end are sent only because something was decided. */
    int once() {
        return once;
    }

    /** Whether any group is sent with more members than the directory has in it. */
    boolean areChanged() {
        return changed;
    }

    List<KnownGroup> after() {
        return after;
    }

    private void listed(DirectoryGroup group) {
        var members = places(group);
        var old = known.remove(group.externalId());
        var kept = old == null ? NOBODY : kept(group, old, members);
        after.add(new KnownGroup(group.externalId(), group.name(), members, kept, Listing.LISTED));
        toSend.add(new ImportRequest.Group(group.name(), group.externalId(), with(group.members(), kept)));
        changed |= kept.length > 0;
    }

    private int[] kept(DirectoryGroup group, KnownGroup old, int[] members) {
        var lost = lost(old, members);
        return lost.length == 0 ? NOBODY : kept(group.externalId(), group.name(), lost, old.size(), true);
    }

    private int[] places(DirectoryGroup group) {
        var ids = group.members();
        var members = new int[ids.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = people.placeOfMember(ids.get(i));
        }
        Arrays.sort(members);
        return members;
    }

    /** Whom the organization was told, and the directory no longer has in it. */
    private int[] lost(KnownGroup old, int[] members) {
        if (old.kept().length == 0 && Arrays.equals(old.members(), members)) {
            return NOBODY;
        }
        if (seen.length < people.size()) {
            seen = Arrays.copyOf(seen, people.size() + people.size() / 8 + 16);
        }
        stamp++;
        for (var place : members) {
            seen[place] = stamp;
        }
        var lost = new IntList(0);
        for (var list : new int[][] {old.members(), old.kept()}) {
            for (var place : list) {
                if (seen[place] != stamp) {
                    seen[place] = stamp;
                    lost.add(place);
                }
            }
        }
        return lost.toArray();
    }

    /** Who of the lost stays in the group for now; where it was not read, whoever was not approved. */
    private int[] kept(String id, String name, int[] lost, int size, boolean read) {
        var kept = new IntList(0);
        var shielded = in.safety().protect().hasGroup(name);
        List<HeldChange> undecided = new ArrayList<>();
        var open = new IntList(0);
        for (var place : lost) {
            var row = people.get(place);
            if (leavers.stays(place)) {
                kept.add(place);
            } else if (mayBeThere(row)) {
                var change = new HeldChange(Kind.MEMBERS, row.externalId(), id, row.name(), name);
                if (shielded || verdicts.isRejected(change)) {
                    kept.add(place);
                } else if (!verdicts.isApproved(change)) {
                    undecided.add(change);
                    open.add(place);
                }
            }
        }
        if (!verdicts.allowed(undecided, in.safety().maxMemberRemovals(), size, false) || !read) {
            for (int i = 0; i < open.size(); i++) {
                kept.add(open.get(i));
            }
        }
        var result = kept.toArray();
        Arrays.sort(result);
        return result;
    }

    /** Somebody new who waits may be in the organization all the same: another program may have invited them. */
    private boolean mayBeThere(KnownUser row) {
        return row.isMember() || row.presence() == Presence.MEMBER_ONLY || people.isActive(row);
    }

    private List<String> with(List<String> members, int[] kept) {
        if (kept.length == 0) {
            return members;
        }
        List<String> all = new ArrayList<>(members.size() + kept.length);
        all.addAll(members);
        for (var place : kept) {
            all.add(people.get(place).externalId());
        }
        return all;
    }

    /** A group that was not read, or is not there any more: what waits in it is looked at again. */
    private void unlisted(KnownGroup group, boolean read) {
        var gone = read || group.listing() != Listing.LISTED;
        if (gone || !in.sync().groups() || group.kept().length == 0) {
            after.add(gone && group.listing() == Listing.LISTED ? group.as(Listing.DOUBTED) : group);
            return;
        }
        var kept = kept(group.externalId(), group.name(), group.kept(), group.size(), false);
        var now = new KnownGroup(group.externalId(), group.name(), group.members(), kept, group.listing());
        after.add(now);
        if (loses(group.kept(), kept)) {
            var members = Arrays.stream(group.members())
                    .mapToObj(place -> people.get(place).externalId())
                    .toList();
            toSend.add(new ImportRequest.Group(group.name(), group.externalId(), with(members, kept)));
            once++;
        }
    }

    /** Whether somebody goes who is still in the organization. */
    private boolean loses(int[] before, int[] now) {
        for (var place : before) {
            var row = people.get(place);
            if (Arrays.binarySearch(now, place) < 0 && mayBeThere(row)) {
                return true;
            }
        }
        return false;
    }

    /** Groups that are gone change nothing in the organization, but many at once are the sign of a broken read. */
    private void doubt(Baseline before) {
        Map<Integer, HeldChange> open = new TreeMap<>();
        int listed = before.rest().listed();
        for (int i = 0; i < after.size(); i++) {
            var group = after.get(i);
            if (group.listing() == Listing.LISTED) {
                listed++;
            } else if (group.listing() == Listing.DOUBTED) {
                var change = new HeldChange(Kind.MISSING, group.externalId(), "", group.name(), "group");
                if (!verdicts.isRejected(change)) {
                    open.put(i, change);
                }
            }
        }
        long there = before.rest().there()
                + before.groups().stream()
                        .filter(group -> group.listing() != Listing.GONE)
                        .count();
        if (verdicts.allowed(List.copyOf(open.values()), in.safety().maxRemovals(), (int) there, listed == 0)) {
            open.keySet().forEach(i -> after.set(i, after.get(i).as(Listing.GONE)));
        }
    }

    /** Places of people whom a group still names. */
    void mark(BitSet used) {
        for (var group : after) {
            for (var list : new int[][] {group.members(), group.kept()}) {
                for (var place : list) {
                    used.set(place);
                }
            }
        }
    }
}
