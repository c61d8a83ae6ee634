package bwdc.run;

import bwdc.directory.DirectorySnapshot;
import bwdc.sync.Baseline;
import bwdc.sync.Hold;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do.
 *
 * @param shipment what it would send, empty when the directory has nothing
 * @param holds what would wait for a decision
 * @param snapshot what it would read
 * @param baseline what it would be counted against, empty before the first run
 */
public record Preview(
        Optional<Shipment> shipment, List<Hold> holds, DirectorySnapshot snapshot, Optional<Baseline> baseline) {}
