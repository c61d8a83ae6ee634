package bwdc.cli;

import bwdc.bitwarden.Roster;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.fault.Fault;
import bwdc.run.Comparison;
import bwdc.run.Gathered;
import bwdc.run.Preview;
import bwdc.settings.DirectoryType;
import bwdc.settings.Settings;
import bwdc.sync.Baseline;
import bwdc.sync.HeldChange;
import bwdc.sync.KnownGroup;
import bwdc.sync.KnownUser;
import bwdc.sync.OrganizationPlan;
import bwdc.sync.PlanWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A read of the directory, and what the next sync would make of it.
 *
 * @param gathered what the read left out
 * @param byGroups whether people are chosen by the groups that sync.groupFilter chooses
 * @param obstacle why there is no plan, empty when there is one
 */
record Prospect(
        DirectorySnapshot snapshot,
        Gathered gathered,
        boolean byGroups,
        Optional<Planned> planned,
        Optional<Fault> obstacle) {

    /** Plans as {@code bwdc plan} does; what keeps a sync from being planned is a part of the answer. */
    static Prospect of(Workspace workspace, boolean fresh) {
        var gathered = new Gathered();
        var byGroups = chosenByGroups(workspace.settings());
        try {
            var planned = workspace.plan(fresh, gathered);
            return new Prospect(
                    planned.preview().snapshot(), gathered, byGroups, Optional.of(planned), Optional.empty());
        } catch (Fault fault) {
            var again = new Gathered();
            var snapshot = workspace.run(workspace.notices()).look(again);
            return new Prospect(snapshot, again, byGroups, Optional.empty(), Optional.of(fault));
        }
    }

    /** In LDAP the filter of groups says nothing about people. */
    private static boolean chosenByGroups(Settings settings) {
        return settings.flag("sync.groups")
                && settings.text("sync.groupFilter").isPresent()
                && !settings.directoryType().equals(Optional.of(DirectoryType.LDAP));
    }

    /** The names of groups that list somebody who was not found among the users and groups. */
    List<String> listing(String member) {
        var groups = gathered.groupsListing(member);
        return snapshot.groups().stream()
                .filter(group -> groups.contains(group.referenceId()))
                .map(DirectoryGroup::name)
                .toList();
    }

    private Baseline baseline() {
        return planned.map(Planned::preview).flatMap(Preview::baseline).orElse(Baseline.NONE);
    }

    /** Somebody as earlier runs left them, by an external id, an address or both. */
    List<KnownUser> known(Set<String> names) {
        return baseline().users().stream()
                .filter(user -> names.contains(lower(user.externalId()))
                        || user.told() != null && names.contains(lower(user.told()))
                        || user.mail() != null && names.contains(lower(user.mail())))
                .toList();
    }

    Optional<KnownGroup> knownGroup(String externalId) {
        return baseline().groups().stream()
                .filter(group -> group.externalId().equals(externalId))
                .findFirst();
    }

    /** Members of the organization under these names, as it tells. */
    List<Roster.Member> members(Set<String> names) {
        return planned.flatMap(Planned::comparison)
                .filter(found -> found.basis() == Comparison.Basis.ORGANIZATION)
                .map(found -> found.now().members().stream()
                        .filter(member -> names.contains(lower(member.email()))
                                || member.externalId() != null && names.contains(lower(member.externalId())))
                        .toList())
                .orElse(List.of());
    }

    /** What the next sync does with somebody, or waits with; empty when nothing changes. */
    List<String> changes(Set<String> names) {
        List<String> lines = new ArrayList<>();
        planned.flatMap(Planned::comparison).map(Comparison::plan).ifPresent(plan -> {
            plan.users().stream()
                    .filter(change -> names.contains(lower(change.email()))
                            || change.externalId() != null && names.contains(lower(change.externalId())))
                    .forEach(change -> lines.add(PlanWords.of(change)));
            plan.groups().forEach(change -> groupChange(lines, change, names));
            plan.ignored().stream()
                    .filter(ignored -> names.contains(lower(ignored.who())))
                    .forEach(ignored -> lines.add("passed over by the server: " + ignored.why()));
        });
        lines.addAll(held(change -> names.contains(lower(change.id())) || names.contains(lower(change.name()))));
        return lines;
    }

    private static void groupChange(List<String> lines, OrganizationPlan.GroupChange change, Set<String> names) {
        if (change.added().stream().anyMatch(mail -> names.contains(lower(mail)))) {
            lines.add("into the group " + change.name());
        }
        if (change.removed().stream().anyMatch(mail -> names.contains(lower(mail)))) {
            lines.add("out of the group " + change.name());
        }
    }

    /** The same for a group. */
    List<String> groupChanges(String externalId) {
        List<String> lines = new ArrayList<>();
        planned.flatMap(Planned::comparison)
                .map(Comparison::plan)
                .ifPresent(plan -> plan.groups().stream()
                        .filter(change -> externalId.equals(change.externalId()))
                        .forEach(change -> lines.add(PlanWords.of(change))));
        lines.addAll(
                held(change -> change.id().equals(externalId) || change.scope().equals(externalId)));
        return lines;
    }

    private List<String> held(Predicate<HeldChange> which) {
        List<String> lines = new ArrayList<>();
        planned.map(Planned::holds)
                .orElse(List.of())
                .forEach(hold -> hold.changes().stream()
                        .filter(which)
                        .forEach(
                                change -> lines.add("held as number " + hold.number() + ": " + HoldText.line(change))));
        return lines;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
