package bwdc.run;

import bwdc.sync.Baseline;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is special about a run.
 *
 * @param forceRemovals limits do not count this time
 * @param resend what was sent before is sent again when the read is a full one, to repair what was changed by hand
 * @param organization what the organization holds, asked for when there is no baseline; empty where it cannot be read
 */
public record RunOptions(boolean forceRemovals, boolean resend, Supplier<Optional<Baseline>> organization) {
    public static final RunOptions USUAL = new RunOptions(false, false, Optional::empty);

    /** The same, sending what was sent before. */
    public RunOptions withResending() {
        return new RunOptions(forceRemovals, true, organization);
    }

    /** The same, with what the organization holds. */
    public RunOptions withOrganization(Supplier<Optional<Baseline>> held) {
        return new RunOptions(forceRemovals, resend, held);
    }

    /** The same, without limits for removals. */
    public RunOptions withForcedRemovals() {
        return new RunOptions(true, resend, organization);
    }
}
