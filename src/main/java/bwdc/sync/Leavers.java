package bwdc.sync;

import bwdc.sync.HeldChange.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Decides who of those that have to leave does so in this run. */
final class Leavers {
    private final SafetyInput in;
    private final People people;
    private final Verdicts verdicts;
    private final BitSet staying = new BitSet();
    private final BitSet approved = new BitSet();
    private final List<Removal> removals = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final BitSet leaving = new BitSet();
    int forWindow;
    int missed;
    int unproved;
    int protectedUsers;

    /** @param members how many people the organization had before */
    Leavers(SafetyInput in, People people, Verdicts verdicts, int members) {
        this.in = in;
        this.people = people;
        this.verdicts = verdicts;
        if (in.sync().users()) {
            decide(members);
        }
    }

    /** Whether somebody should leave but does not yet, or never: then their groups stay as they are too. */
    boolean stays(int place) {
        return staying.get(place);
    }

    boolean anybodyStays() {
        return !staying.isEmpty();
    }

    /** Whether somebody leaves in this run. */
    boolean leaves(int place) {
        return leaving.get(place);
    }

    /** Where those stand who leave. */
    List<Integer> places() {
        return places;
    }

    List<Removal> removals() {
        return removals;
    }

    private void decide(int members) {
        List<Integer> candidates = new ArrayList<>();
        for (int place = 0; place < people.size(); place++) {
            if (people.leaves(people.get(place)) != null) {
                staying.set(place);
                if (mayLeave(place)) {
                    candidates.add(place);
                }
            }
        }
        var nobodyLeft = people.hasNobodyLeft() && !candidates.isEmpty();
        var undecided = candidates.stream()
                .filter(place -> !approved.get(place))
                .map(this::change)
                .toList();
        var allowed = verdicts.allowed(undecided, in.safety().maxRemovals(), members, nobodyLeft);
        for (int place : candidates) {
            // Only this read proves that somebody is missing: an earlier one may have been a bad one.
            var row = people.get(place);
            var proved = in.full() || row.presence() != Presence.MISSING || in.isGone(row.externalId());
            if (allowed && proved || approved.get(place)) {
                leave(place);
            } else if (allowed) {
                unproved++;
            }
        }
    }

    /** Whether it is time for somebody to leave, and nobody is against it. */
    private boolean mayLeave(int place) {
        var row = people.get(place);
        var change = change(place);
        if (isProtected(row)) {
            protectedUsers++;
            return false;
        }
        if (verdicts.isRejected(change)) {
            return false;
        }
        if (row.presence() == Presence.MISSING
                && !in.safety().absence().isOver(row.missedReads(), in.now() - row.missedSince())) {
            missed++;
            return false;
        }
        if (verdicts.isApproved(change)) {
            approved.set(place);
        }
        return true;
    }

    /** By the address that the organization was told, or the one in the directory: a run that was cut off may have told that. */
    private boolean isProtected(KnownUser row) {
        var mail = row.mail();
        var protect = in.safety().protect();
        return protect.hasMail(row.name()) || mail != null && protect.hasMail(mail);
    }

    private void leave(int place) {
        if (!in.windowOpen()) {
            forWindow++;
            if (approved.get(place)) {
                verdicts.postpone(change(place));
            }
            return;
        }
        staying.clear(place);
        places.add(place);
        leaving.set(place);
        var row = people.get(place);
        var reason = people.leaves(row);
        if (reason != null) {
            removals.add(new Removal(row.externalId(), row.name(), reason));
        }
    }

    private HeldChange change(int place) {
        var row = people.get(place);
        var reason = people.leaves(row);
        return new HeldChange(Kind.USERS, row.externalId(), "", row.name(), reason == null ? "" : reason.words());
    }
}
