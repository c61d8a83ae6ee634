package bwdc.run;

import bwdc.bitwarden.ImportBody;
import bwdc.bitwarden.Organization;
import bwdc.bitwarden.OrganizationWriter;
import bwdc.bitwarden.Roster;
import bwdc.bitwarden.RosterReading;
import bwdc.bitwarden.Session;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.sync.Baseline;
import bwdc.sync.PlanWords;
import bwdc.sync.UndoImport;
import bwdc.sync.UndoPlan;
import bwdc.sync.UndoRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Puts back what a run changed: first as a plan, then, if that is wanted, in the organization. */
public final class Undo {
    private final Session session;
    private final OrganizationView view;
    private final Optional<Baseline> told;

    /** @param told what the organization was told, for servers that cannot be read */
    public Undo(Session session, OrganizationView view, Optional<Baseline> told) {
        this.session = session;
        this.view = view;
        this.told = told;
    }

    /**
     * What an undo does.
     *
     * @param lines a line for each change
     * @param remains what cannot be put back
     * @param changes makes the changes and tells what could not be made after all
     */
    public record Proposal(List<String> lines, List<String> remains, Consumer<Consumer<String>> changes) {}

    public Proposal propose(UndoRecord record) {
        return switch (view.read(true)) {
            case RosterReading.Read(var roster) -> bySingleChanges(record, roster);
            case RosterReading.Unavailable unavailable -> byImport(record);
        };
    }

    private Proposal bySingleChanges(UndoRecord record, Roster roster) {
        Set<String> changed = new HashSet<>();
        record.changes().groups().forEach(change -> changed.add(String.valueOf(change.externalId())));
        var now = view.withMembers(roster, group -> changed.contains(String.valueOf(group.externalId())));
        var plan = UndoPlan.of(record, now);
        return new Proposal(plan.steps().stream().map(Undo::line).toList(), plan.remains(), trouble -> {
            var writer = new OrganizationWriter(session);
            plan.steps().forEach(step -> take(step, writer, trouble));
        });
    }

    private static String line(UndoPlan.Step step) {
        return switch (step) {
            case UndoPlan.Step.Withdraw(var member) -> "- " + member.email() + "  withdraw the invitation";
            case UndoPlan.Step.Rename(var group, var name) -> "~ " + group.name() + "  rename to \"" + name + "\"";
            case UndoPlan.Step.Members members ->
                "~ " + members.group().name() + "  " + PlanWords.members(members.added(), members.removed());
            case UndoPlan.Step.RemoveGroup(var group) -> "- " + group.name() + "  remove the group";
            case UndoPlan.Step.Invite invite ->
                "+ " + invite.email() + "  invite again, into "
                        + invite.groupIds().size() + " groups";
        };
    }

    /** One change that fails is no reason to leave out the others. */
    private static void take(UndoPlan.Step step, OrganizationWriter writer, Consumer<String> trouble) {
        try {
            switch (step) {
                case UndoPlan.Step.Withdraw(var member) -> writer.remove(member);
                case UndoPlan.Step.Rename(var group, var name) -> writer.rename(group, name);
                case UndoPlan.Step.Members members -> writer.replaceMembers(members.group(), members.memberIds());
                case UndoPlan.Step.RemoveGroup(var group) -> {
                    if (writer.opensCollections(group)) {
                        trouble.accept("group " + group.name() + " stays: it opens collections by now");
                    } else {
                        writer.remove(group);
                    }
                }
                case UndoPlan.Step.Invite invite ->
                    writer.invite(invite.email(), invite.externalId(), invite.type(), invite.groupIds());
            }
        } catch (Fault fault) {
            if (fault.exitCode() == ExitCode.SIGN_IN) {
                throw fault;
            }
            trouble.accept(line(step) + ": " + fault.sentence());
        }
    }

    private Proposal byImport(UndoRecord record) {
        var plan = UndoImport.of(
                record,
                told.orElseThrow(() -> Fault.of(
                                ExitCode.BITWARDEN,
                                "The server does not tell what it holds, and what it was told last is not known.")
                        .hint("undo it in the web vault; undo/" + record.run() + ".json lists the changes")));
        List<String> remains = new ArrayList<>(plan.remains());
        remains.add("changes that were made by hand in these groups are not known, and are lost");
        return new Proposal(
                plan.lines(),
                remains,
                trouble -> new Organization(session).importMembers(ImportBody.of(plan.request())));
    }
}
