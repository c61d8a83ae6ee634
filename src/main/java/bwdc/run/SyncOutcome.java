package bwdc.run;

import bwdc.sync.Hold;
import java.util.List;

/** How a run ended that read the directory and sent what it could; one that did not is a fault. */
public sealed interface SyncOutcome {
    /** The organization accepted this many groups and users. */
    record Imported(int groups, int users) implements SyncOutcome {}

    /** There was nothing to send. */
    record Unchanged() implements SyncOutcome {}

    /**
     * What is safe was sent and remembered, the rest waits for a decision.
     *
     * @param groups how many groups were sent, 0 when there was nothing to send
     * @param users the same for users
     * @param holds those that nobody has approved
     */
    record Held(int groups, int users, List<Hold> holds) implements SyncOutcome {}
}
