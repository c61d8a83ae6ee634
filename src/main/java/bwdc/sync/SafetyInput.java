package bwdc.sync;

import bwdc.directory.DirectorySnapshot;
import bwdc.settings.SafetySettings;
import bwdc.settings.SyncSettings;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan depends on; the same input gives the same plan.
 *
 * @param company what the read found
 * @param full whether it lists everything, so that absence means something
 * @param leftOut external ids of people whom the directory has, but who cannot be sent
 * @param deleted external ids of entries that the directory remembers as deleted
 * @param gone of a read of changes: what is proved to be no longer there, while everything that it does not list is as it
 *     was
 * @param before what the run is counted against, empty when nothing is known
 * @param alreadySent without a baseline: whether exactly this was sent before, so that nothing new is removed by it
 * @param now start of the run, in seconds since 1970
 * @param windowOpen whether people may be removed now
 * @param force whether limits do not count in this run
 */
public record SafetyInput(
        Company company,
        boolean full,
        Set<String> leftOut,
        Set<String> deleted,
        Optional<DirectorySnapshot.Gone> gone,
        Optional<Baseline> before,
        boolean alreadySent,
        SyncSettings sync,
        SafetySettings safety,
        Decisions decisions,
        long now,
        boolean windowOpen,
        boolean force) {
    /** Whether it is proved that somebody is no longer in the directory. */
    boolean isGone(String externalId) {
        return gone.isPresent() && gone.get().users().contains(externalId);
    }
}
