package bwdc.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that waits or was decided.
 *
 * @param next the number of the next hold
 * @param rejected changes that are not proposed again as long as the directory stays as it is about them, with those
 *     missing that somebody knows of
 */
public record Holds(long next, List<Hold> holds, List<HeldChange> rejected) {
    public static final Holds NONE = new Holds(1, List.of(), List.of());

    public Holds {
        holds = List.copyOf(holds);
        rejected = List.copyOf(rejected);
    }

    /** Whether a run has to look at any of this. */
    public boolean isEmpty() {
        return holds.isEmpty() && rejected.isEmpty();
    }

    /** What has been decided and is still good. */
    public Decisions decisions(long now) {
        Set<String> approved = new HashSet<>();
        holds.stream()
                .filter(hold -> hold.approved() && !hold.isOver(now))
                .forEach(hold -> approved.addAll(hold.keys()));
        Set<String> refused = HashSet.newHashSet(rejected.size());
        rejected.forEach(change -> refused.add(change.key()));
        return new Decisions(approved, refused);
    }

    public Optional<Hold> hold(long number) {
        return holds.stream().filter(hold -> hold.number() == number).findFirst();
    }

    /** Holds that wait for somebody. */
    public List<Hold> open() {
        return holds.stream().filter(hold -> !hold.approved()).toList();
    }

    /** The same with a hold approved; about what is only missing there is nothing to do but to know it. */
    public Holds approve(long number) {
        if (hold(number).filter(hold -> hold.kind() == HeldChange.Kind.MISSING).isPresent()) {
            return reject(number);
        }
        return new Holds(
                next,
                holds.stream()
                        .map(hold -> hold.number() == number ? hold.approve() : hold)
                        .toList(),
                rejected);
    }

    /** The same with a hold's changes rejected. */
    public Holds reject(long number) {
        List<HeldChange> refused = new ArrayList<>(rejected);
        hold(number).ifPresent(hold -> refused.addAll(hold.changes()));
        return new Holds(
                next, holds.stream().filter(hold -> hold.number() != number).toList(), refused);
    }

    /**
     * What stands after a run. A hold keeps its number only while it is about exactly the same: whoever approves a number
     * approves what they have seen.
     *
     * @param waiting every change that the run found and nobody has approved
     * @param pending keys of approved changes that could not go out yet
     * @param stillRejected keys of rejected changes that the directory still has
     * @param life how many seconds a new hold can be approved
     */
    public Holds after(List<HeldChange> waiting, Set<String> pending, Set<String> stillRejected, long now, long life) {
        List<Hold> kept = new ArrayList<>();
        for (var hold : holds) {
            if (hold.approved() && !hold.isOver(now) && hold.keys().stream().anyMatch(pending::contains)) {
                kept.add(hold);
            }
        }
        long number = next;
        for (var kind : HeldChange.Kind.values()) {
            var changes =
                    waiting.stream().filter(change -> change.kind() == kind).toList();
            if (!changes.isEmpty()) {
                var hold = new Hold(number, kind, now, now + life, false, changes);
                var known = same(hold, now);
                kept.add(known.orElse(hold));
                number += known.isPresent() ? 0 : 1;
            }
        }
        return new Holds(
                number,
                kept,
                rejected.stream()
                        .filter(change -> stillRejected.contains(change.key()))
                        .toList());
    }

    private Optional<Hold> same(Hold wanted, long now) {
        var keys = wanted.keys();
        return holds.stream()
                .filter(hold -> hold.kind() == wanted.kind() && !hold.approved() && !hold.isOver(now))
                .filter(hold -> hold.keys().equals(keys))
                .findFirst();
    }
}
