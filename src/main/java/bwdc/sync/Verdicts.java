package bwdc.sync;

import bwdc.settings.Limit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies decisions and limits to changes of one kind after another, and collects what waits. */
final class Verdicts {
    private final SafetyInput in;
    final List<HeldChange> waiting = new ArrayList<>();
    final Set<String> pending = new HashSet<>();
    final Set<String> stillRejected = new HashSet<>();

    Verdicts(SafetyInput in) {
        this.in = in;
    }

    /** Whether somebody has approved the change. */
    boolean isApproved(HeldChange change) {
        return !in.decisions().approved().isEmpty() && in.decisions().approved().contains(change.key());
    }

    /** Whether somebody has rejected the change; it is noted that the directory still has it. */
    boolean isRejected(HeldChange change) {
        if (in.decisions().rejected().isEmpty()) {
            return false;
        }
        var key = change.key();
        if (in.decisions().rejected().contains(key)) {
            stillRejected.add(key);
            return true;
        }
        return false;
    }

    /** An approved change that has to wait for something else. */
    void postpone(HeldChange change) {
        pending.add(change.key());
    }

    /**
     * Whether changes that nobody has decided about may go: all of them, or none.
     *
     * @param always whether they are over any limit, which only an approval of exactly these gets past
     */
    boolean allowed(List<HeldChange> undecided, Limit limit, int all, boolean always) {
        if (undecided.isEmpty() || !always && (in.force() || undecided.size() <= limit.of(all))) {
            return true;
        }
        waiting.addAll(undecided);
        return false;
    }
}
