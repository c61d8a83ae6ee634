package bwdc.directory.memory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What has changed in a part of a directory: in that which one search finds. Whatever is told twice, or was known before,
 * does no harm.
 *
 * @param part the number of the part
 * @param there entries that are in it and new or changed
 * @param gone ids of entries that are not in it any more; ids that were never in it count for nothing
 * @param unchanged where the directory tells what is there instead of what is gone: ids of all entries that are in it
 *     besides those of {@code there}
 */
public record PartChanges(int part, List<? extends Entry> there, Set<UUID> gone, Optional<Set<UUID>> unchanged) {}
