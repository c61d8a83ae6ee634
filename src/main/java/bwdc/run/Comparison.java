package bwdc.run;

import bwdc.bitwarden.Roster;
import bwdc.bitwarden.Seats;
import bwdc.bitwarden.ServerKind;
import bwdc.sync.OrganizationPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An import beside what there is.
 *
 * @param basis what it was compared with
 * @param now what that is
 * @param unread how many groups of the import could have other members than is known
 * @param cachedSince when the members of some groups were read, if that was by an earlier plan
 * @param seats empty where the server does not tell, or nobody is invited
 */
public record Comparison(
        Basis basis,
        ServerKind kind,
        Roster now,
        OrganizationPlan plan,
        int unread,
        Optional<Instant> cachedSince,
        Optional<Seats> seats) {

    /** What an import is compared with. */
    public enum Basis {
        /** What the organization holds now. */
        ORGANIZATION,
        /** What it was sent last, because its server does not tell what it holds. */
        LAST_SYNC,
        /** Nothing: the server does not tell, and nothing was sent so far. */
        NOTHING
    }

    /** People for whom there is no seat, the last ones of the import. */
    public List<String> withoutSeat() {
        var invited = plan.users(OrganizationPlan.Action.INVITE);
        var limit = seats.map(Seats::limit);
        if (limit.isEmpty() || limit.get().isEmpty()) {
            return List.of();
        }
        long missing = Math.clamp(taken() + invited.size() - limit.get().getAsLong(), 0, invited.size());
        return invited.subList(invited.size() - (int) missing, invited.size()).stream()
                .map(OrganizationPlan.UserChange::email)
                .toList();
    }

    /** Seats that are taken once the removals are done. */
    public long taken() {
        var gone = plan.users(OrganizationPlan.Action.REMOVE).stream()
                .map(OrganizationPlan.UserChange::id)
                .collect(java.util.stream.Collectors.toSet());
        return now.members().stream()
                .filter(member -> member.status().takesSeat() && !gone.contains(member.id()))
                .count();
    }
}
