package bwdc.run;

import bwdc.bitwarden.Roster;
import bwdc.bitwarden.RosterReading;
import bwdc.bitwarden.Seats;
import bwdc.bitwarden.ServerKind;
import bwdc.sync.Baseline;
import bwdc.sync.OrganizationPlan;
import bwdc.sync.Rosters;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts an import beside what the organization holds, or beside what it was told last where it cannot be read. */
public final class Comparer {
    private final OrganizationView view;
    private final Optional<MembershipCache> cache;

    Comparer(OrganizationView view) {
        this(view, Optional.empty());
    }

    /** @param cache of groups, for large organizations */
    public Comparer(OrganizationView view, Optional<MembershipCache> cache) {
        this.view = view;
        this.cache = cache;
    }

    /** For a plan: everything is read, except what the cache has, and nothing else is written. */
    public Comparison look(Shipment shipment) {
        return compare(shipment, OptionalInt.empty(), false);
    }

    /**
     * Compares.
     *
     * @param budget the members of how many groups are read at most, empty for all
     * @param remember whether it is written down that the server cannot be read
     */
    Comparison compare(Shipment shipment, OptionalInt budget, boolean remember) {
        return switch (view.read(remember)) {
            case RosterReading.Read(var roster) -> withOrganization(shipment, roster, budget);
            case RosterReading.Unavailable(var kind) ->
                budget.isPresent() && shipment.told().isEmpty() ? nothing(kind) : withMemory(shipment, kind);
        };
    }

    /** A run that can be compared with nothing need not take the time. */
    private static Comparison nothing(ServerKind kind) {
        return new Comparison(
                Comparison.Basis.NOTHING,
                kind,
                Roster.EMPTY,
                OrganizationPlan.NONE,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** What the organization must have been told to hold what it does, empty where it cannot be read. */
    public Optional<Baseline> baseline(int budget) {
        return switch (view.read(true)) {
            case RosterReading.Read(var roster) -> {
                var managed = roster.groups().stream()
                        .filter(group -> group.externalId() != null)
                        .toList();
                var chosen = OrganizationView.sample(managed, budget);
                yield Optional.of(Rosters.baseline(view.withMembers(roster, group -> chosen.contains(group.id()))));
            }
            case RosterReading.Unavailable unavailable -> Optional.empty();
        };
    }

    private Comparison withOrganization(Shipment shipment, Roster roster, OptionalInt budget) {
        var imported = OrganizationView.imported(roster, shipment.requests());
        var wanted = budget.isEmpty() ? imported : suspects(shipment, imported);
        var chosen = OrganizationView.sample(wanted, budget.orElse(wanted.size()));
        var found = members(roster, chosen);
        var now = found.roster();
        var plan = OrganizationPlan.of(now, shipment.requests(), ServerKind.BITWARDEN, shipment.causes());
        var seats = plan.users(OrganizationPlan.Action.INVITE).isEmpty() ? Optional.<Seats>empty() : view.seats();
        return new Comparison(
                Comparison.Basis.ORGANIZATION,
                ServerKind.BITWARDEN,
                now,
                plan,
                wanted.size() - chosen.size(),
                found.groupIds().isEmpty() ? Optional.empty() : Optional.of(found.read()),
                seats.filter(known -> !isStaging(shipment, now)));
    }

    /** The members of the chosen groups; those from the cache are named. */
    private MembershipCache.Found members(Roster roster, Set<String> chosen) {
        var use = cache.filter(known -> chosen.size() > MembershipCache.FEW);
        var began = view.now();
        var found = use.flatMap(known -> known.find(roster)).orElse(new MembershipCache.Found(began, Set.of(), roster));
        var now = view.withMembers(
                found.roster(),
                group -> chosen.contains(group.id()) && !found.groupIds().contains(group.id()));
        use.ifPresent(known -> known.store(now, found.read()));
        return new MembershipCache.Found(found.read(), found.groupIds(), now);
    }

    /** Groups that the import changes by all that is known; without knowledge all that it names. */
    private static List<Roster.Group> suspects(Shipment shipment, List<Roster.Group> imported) {
        if (shipment.told().isEmpty()) {
            return imported;
        }
        var told = Rosters.told(shipment.told().get());
        Set<String> ids = new HashSet<>();
        OrganizationPlan.of(told, shipment.requests(), ServerKind.BITWARDEN, shipment.causes())
                .groups()
                .forEach(change -> ids.add(String.valueOf(change.externalId())));
        return imported.stream()
                .filter(group -> ids.contains(String.valueOf(group.externalId())))
                .toList();
    }

    /** Where people are provisioned without an invitation they take no seat. */
    private static boolean isStaging(Shipment shipment, Roster now) {
        return shipment.requests().stream().noneMatch(request -> request.inviteUsersAfterProvisioning())
                && now.members().stream().anyMatch(member -> member.status() == Roster.Status.STAGED);
    }

    /** @param kind of the server as far as its refusal tells */
    public static Comparison withMemory(Shipment shipment, ServerKind kind) {
        var now = shipment.told().map(Rosters::told).orElse(Roster.EMPTY);
        return new Comparison(
                shipment.told().isPresent() ? Comparison.Basis.LAST_SYNC : Comparison.Basis.NOTHING,
                kind,
                now,
                OrganizationPlan.of(now, shipment.requests(), kind, shipment.causes()),
                0,
                Optional.empty(),
                Optional.empty());
    }
}
