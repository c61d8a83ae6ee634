package bwdc.sync;

import bwdc.bitwarden.ServerKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run changed, kept so that it can be put back.
 *
 * @param read whether the organization was read before; else the changes are those against what it was told before
 * @param removed what is needed to invite those again whom the run removed
 */
public record UndoRecord(
        long run,
        String time,
        String owner,
        ServerKind kind,
        boolean read,
        OrganizationPlan changes,
        List<Removed> removed) {

    /**
     * Somebody who was removed.
     *
     * @param type as in {@link bwdc.bitwarden.Roster.Member}
     * @param groupIds of all their groups, also those that no directory manages
     */
    public record Removed(String email, @Nullable String externalId, long type, List<String> groupIds) {}
}
