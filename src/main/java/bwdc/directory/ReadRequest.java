package bwdc.directory;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * How a directory is to be read.
 *
 * @param full read everything, whatever is known from before
 * @param deletions list deleted users among the users, whether the organization was ever told of them or not
 * @param lastUserSync start of the last successful run that synced users
 * @param lastGroupSync the same for groups
 * @param cursor what the source returned as {@link DirectorySnapshot#next()} then
 * @param progress told how many entries were read so far
 * @param findings told of what the snapshot does not show
 */
public record ReadRequest(
        boolean full,
        boolean deletions,
        Optional<Instant> lastUserSync,
        Optional<Instant> lastGroupSync,
        Cursor cursor,
        LongConsumer progress,
        Findings findings) {

    /** For a read of which nothing more is wanted than its snapshot. */
    public ReadRequest(
            boolean full,
            boolean deletions,
            Optional<Instant> lastUserSync,
            Optional<Instant> lastGroupSync,
            Cursor cursor,
            LongConsumer progress) {
        this(full, deletions, lastUserSync, lastGroupSync, cursor, progress, Findings.NONE);
    }
}
