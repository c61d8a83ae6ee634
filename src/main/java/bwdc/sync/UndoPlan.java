package bwdc.sync;

import bwdc.bitwarden.Roster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to put back what a run changed, seen from what the organization holds now: what has changed since then stays.
 *
 * @param remains what cannot be put back, a sentence each
 */
public record UndoPlan(List<Step> steps, List<String> remains) {
    /** One change. */
    public sealed interface Step {
        /** Somebody who was removed is invited. */
        record Invite(String email, @Nullable String externalId, long type, List<String> groupIds) implements Step {}

        /** An invitation that nobody has taken is withdrawn. */
        record Withdraw(Roster.Member member) implements Step {}

        record Rename(Roster.Group group, String name) implements Step {}

        /** A group gets its members back. */
        record Members(Roster.Group group, List<String> memberIds, List<String> added, List<String> removed)
                implements Step {}

        /** A group that the run made is removed, unless it opens collections by now. */
        record RemoveGroup(Roster.Group group) implements Step {}
    }

    /** @param now with the members of all groups that the run changed */
    public static UndoPlan of(UndoRecord record, Roster now) {
        var planning = new Planning(now);
        record.changes().users().forEach(planning::user);
        record.removed().forEach(planning::removed);
        record.changes().groups().forEach(planning::group);
        planning.tellInvited();
        planning.steps.sort(Comparator.comparingInt(UndoPlan::turn));
        return new UndoPlan(planning.steps, planning.remains);
    }

    /** People come last: replacing the members of a group would leave them out again. */
    private static int turn(Step step) {
        return switch (step) {
            case Step.Withdraw withdraw -> 0;
            case Step.Rename rename -> 1;
            case Step.Members members -> 2;
            case Step.RemoveGroup group -> 3;
            case Step.Invite invite -> 4;
        };
    }

    private static final class Planning {
        private static final int NAMED = 3;

        private final List<Step> steps = new ArrayList<>();
        private final List<String> remains = new ArrayList<>();
        private final List<String> invited = new ArrayList<>();
        private final Map<String, Roster.Member> byMail = new HashMap<>();
        private final Map<String, Roster.Group> byExternalId = new HashMap<>();
        private final Set<String> groupIds = new HashSet<>();
        private final Set<String> withdrawn = new HashSet<>();

        Planning(Roster now) {
            now.members().forEach(member -> byMail.put(member.email(), member));
            now.groups().forEach(group -> {
                groupIds.add(group.id());
                if (group.externalId() != null) {
                    byExternalId.put(group.externalId(), group);
                }
            });
        }

        void user(OrganizationPlan.UserChange change) {
            var member = byMail.get(change.email());
            switch (change.action()) {
                case INVITE -> {
                    if (member == null) {
                        return;
                    }
                    if (member.status() == Roster.Status.INVITED || member.status() == Roster.Status.STAGED) {
                        withdrawn.add(member.id());
                        steps.add(new Step.Withdraw(member));
                    } else {
                        remains.add(
                                change.email() + " has taken the invitation and stays; remove them in the web vault");
                    }
                }
                case LINK ->
                    remains.add(change.email() + " stays linked to the directory, which changes nothing for them");
                case RESTORE -> remains.add(change.email() + " stays restored; revoke them in the web vault");
                case REVOKE -> remains.add(change.email() + " stays revoked; restore them in the web vault");
                case REMOVE -> {
                    // What it takes to invite them again is in the list of those who were removed.
                }
            }
        }

        void removed(UndoRecord.Removed person) {
            if (!byMail.containsKey(person.email())) {
                steps.add(new Step.Invite(
                        person.email(),
                        person.externalId(),
                        person.type(),
                        person.groupIds().stream().filter(groupIds::contains).toList()));
                invited.add(person.email());
            }
        }

        void tellInvited() {
            if (!invited.isEmpty()) {
                var others = invited.size() > NAMED ? " and " + (invited.size() - NAMED) + " more" : "";
                remains.add(String.join(", ", invited.subList(0, Math.min(NAMED, invited.size()))) + others
                        + " must take the invitation and be confirmed anew before they see the vault");
            }
        }

        void group(OrganizationPlan.GroupChange change) {
            var group = byExternalId.get(String.valueOf(change.externalId()));
            if (group == null) {
                return;
            }
            if (change.isNew()) {
                remove(group, change);
                return;
            }
            var formerName = change.formerName();
            if (formerName != null && group.name().equals(change.name())) {
                steps.add(new Step.Rename(group, formerName));
            }
            if (change.membersKnown()) {
                members(group, change);
            } else {
                remains.add("group " + change.name() + " keeps its members: who was in it before is not known");
            }
        }

        private void remove(Roster.Group group, OrganizationPlan.GroupChange change) {
            var others = new HashSet<>(Objects.requireNonNullElse(group.memberIds(), List.of()));
            change.added().forEach(mail -> {
                var member = byMail.get(mail);
                if (member != null) {
                    others.remove(member.id());
                }
            });
            if (others.isEmpty()) {
                steps.add(new Step.RemoveGroup(group));
            } else {
                remains.add("group " + group.name() + " stays: others have been added to it since");
            }
        }

        private void members(Roster.Group group, OrganizationPlan.GroupChange change) {
            Set<String> ids = new LinkedHashSet<>(Objects.requireNonNullElse(group.memberIds(), List.of()));
            List<String> added = new ArrayList<>();
            List<String> removed = new ArrayList<>();
            for (var mail : change.removed()) {
                var member = byMail.get(mail);
                if (member != null && ids.add(member.id())) {
                    added.add(mail);
                }
            }
            for (var mail : change.added()) {
                var member = byMail.get(mail);
                if (member != null && ids.remove(member.id()) && !withdrawn.contains(member.id())) {
                    removed.add(mail);
                }
            }
            ids.removeAll(withdrawn);
            if (!added.isEmpty() || !removed.isEmpty()) {
                steps.add(new Step.Members(group, List.copyOf(ids), added, removed));
            }
        }
    }
}
