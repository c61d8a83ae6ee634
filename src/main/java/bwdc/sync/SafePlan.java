package bwdc.sync;

import java.util.List;
import java.util.Set;

/**
 * What a run sends, what it leaves for later, and what is known after the organization accepted it.
 *
 * @param draft what goes out
 * @param asRead whether that is exactly what the reference would send for the same read
 * @param after the next run's baseline
 * @param invited people of whom the organization has not been told before, nor told that they are gone since
 * @param removals people whom this run removes
 * @param waiting changes that wait for a decision
 * @param pending keys of approved changes that cannot go out yet
 * @param stillRejected keys of rejected changes that the directory still has
 * @param forWindow how many removals wait for a time at which they are allowed
 * @param missed how many people are missing, but not for long enough
 * @param unproved how many removals wait for a full read, or for another one
 * @param protectedUsers how many people stay because the settings protect them
 * @param warnings sentences for the log
 */
public record SafePlan(
        Draft draft,
        boolean asRead,
        Baseline after,
        List<KnownUser> invited,
        List<Removal> removals,
        List<HeldChange> waiting,
        Set<String> pending,
        Set<String> stillRejected,
        int forWindow,
        int missed,
        int unproved,
        int protectedUsers,
        List<String> warnings) {

    /** Whether a run on the same directory, with the same settings, would have nothing to do or to count. */
    public boolean isSettled() {
        return waiting.isEmpty() && pending.isEmpty() && forWindow == 0 && missed == 0 && unproved == 0;
    }
}
