package bwdc.run;

/** How a run that succeeded ended; one that did not is a fault. */
public sealed interface SyncOutcome {
    /** The organization accepted this many groups and users. */
    record Imported(int groups, int users) implements SyncOutcome {}

    /** There was nothing to send. */
    record Unchanged() implements SyncOutcome {}
}
