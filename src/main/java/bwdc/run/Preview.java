package bwdc.run;

import bwdc.sync.Hold;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do.
 *
 * @param shipment what it would send, empty when the directory has nothing
 * @param holds what would wait for a decision
 */
public record Preview(Optional<Shipment> shipment, List<Hold> holds) {}
