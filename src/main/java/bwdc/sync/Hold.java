package bwdc.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes that wait for a decision, all of one kind.
 *
 * @param number by which people name it; never used again
 * @param created in seconds since 1970
 * @param expires when it can no longer be approved, and an approval is no longer good
 * @param approved whether it goes out with the next run
 */
public record Hold(
        long number, HeldChange.Kind kind, long created, long expires, boolean approved, List<HeldChange> changes) {

    boolean isOver(long now) {
        return now >= expires;
    }

    Hold approve() {
        return new Hold(number, kind, created, expires, true, changes);
    }

    Set<String> keys() {
        Set<String> keys = HashSet.newHashSet(changes.size());
        changes.forEach(change -> keys.add(change.key()));
        return keys;
    }
}
