package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.bitwarden.Roster;
import bwdc.bitwarden.ServerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What an import changes in an organization, by the rules of its server. After an import the same question has the answer
 * "nothing"; whatever is left then did not arrive.
 *
 * @param ignored what the server passes over, and why
 * @param refusals why the server would not take the import at all
 */
public record OrganizationPlan(
        List<UserChange> users, List<GroupChange> groups, List<Ignored> ignored, List<String> refusals) {

    public static final OrganizationPlan NONE = new OrganizationPlan(List.of(), List.of(), List.of(), List.of());

    /** What happens to somebody. */
    public enum Action {
        INVITE,
        LINK,
        RESTORE,
        REVOKE,
        REMOVE
    }

    /**
     * A change of one person.
     *
     * @param id of the member, null for somebody new
     * @param externalId the one after the change; for a removal the one before
     * @param cause of a removal or revocation, else null
     */
    public record UserChange(
            Action action,
            @Nullable String id,
            String email,
            @Nullable String externalId,
            Removal.@Nullable Reason cause) {}

    /**
     * A change of one group; people who are removed from the organization are not listed as removed from their groups.
     *
     * @param id null for a group that is made
     * @param formerName null unless the name changes
     * @param membersKnown false when nobody knows who was in it, and {@code added} and {@code removed} are empty for that
     */
    public record GroupChange(
            @Nullable String id,
            @Nullable String externalId,
            String name,
            @Nullable String formerName,
            List<String> added,
            List<String> removed,
            boolean membersKnown) {
        public boolean isNew() {
            return id == null;
        }
    }

    /** What the server passes over. */
    public record Ignored(Subject subject, String who, String why) {
        /** Whom it is about. */
        public enum Subject {
            USER,
            GROUP
        }
    }

    /** @param causes by external id; who is not in it has gone from what the directory search finds */
    public static OrganizationPlan of(
            Roster now, List<ImportRequest> requests, ServerKind kind, Map<String, Removal.Reason> causes) {
        var forecast = Forecast.of(now, requests, kind);
        return new OrganizationPlan(
                users(forecast, causes),
                groups(forecast),
                forecast.ignored().stream().distinct().toList(),
                forecast.refusals().stream().distinct().toList());
    }

    /** What the organization then holds. */
    public static Roster outcome(Roster now, List<ImportRequest> requests, ServerKind kind) {
        return Forecast.of(now, requests, kind).after();
    }

    public boolean isEmpty() {
        return users.isEmpty() && groups.isEmpty() && refusals.isEmpty();
    }

    public List<UserChange> users(Action action) {
        return users.stream().filter(change -> change.action() == action).toList();
    }

    private static List<UserChange> users(Forecast forecast, Map<String, Removal.Reason> causes) {
        List<UserChange> changes = new ArrayList<>();
        for (var person : forecast.people()) {
            var before = person.before;
            if (before == null) {
                if (person.present) {
                    changes.add(new UserChange(Action.INVITE, null, person.email, person.externalId, null));
                }
                continue;
            }
            var id = person.externalId == null ? "" : person.externalId;
            var cause = causes.getOrDefault(id, Removal.Reason.MISSING);
            if (!person.present) {
                changes.add(new UserChange(Action.REMOVE, before.id(), person.email, person.externalId, cause));
                continue;
            }
            if (!id.equals(before.externalId()) && !id.isEmpty()) {
                changes.add(new UserChange(Action.LINK, before.id(), person.email, id, null));
            }
            if (person.status != before.status()) {
                var revoked = person.status == Roster.Status.REVOKED;
                changes.add(new UserChange(
                        revoked ? Action.REVOKE : Action.RESTORE,
                        before.id(),
                        person.email,
                        id,
                        revoked ? cause : null));
            }
        }
        changes.sort(Comparator.comparing(UserChange::action).thenComparing(UserChange::email));
        return changes;
    }

    private static List<GroupChange> groups(Forecast forecast) {
        List<GroupChange> changes = new ArrayList<>();
        var byId = forecast.byId();
        for (var team : forecast.teams()) {
            var after = team.members;
            if (after == null) {
                continue;
            }
            var before = team.before;
            var known = before == null ? List.<String>of() : before.memberIds();
            var old = known == null ? after : Forecast.numbers(known, byId);
            var added = mails(forecast, without(after, old));
            var removed = mails(forecast, without(old, after));
            var formerName = before == null || before.name().equals(team.name) ? null : before.name();
            if (before == null || formerName != null || !added.isEmpty() || !removed.isEmpty()) {
                changes.add(new GroupChange(
                        before == null ? null : before.id(),
                        team.externalId,
                        team.name,
                        formerName,
                        added,
                        removed,
                        known != null));
            }
        }
        changes.sort(Comparator.comparing((GroupChange change) -> change.id() != null)
                .thenComparing(GroupChange::name)
                .thenComparing(change -> String.valueOf(change.externalId())));
        return changes;
    }

    private static int[] without(int[] all, int[] others) {
        IntPredicate isOther = number -> Arrays.binarySearch(others, number) >= 0;
        return Arrays.equals(all, others)
                ? new int[0]
                : Arrays.stream(all).filter(isOther.negate()).toArray();
    }

    /** Addresses in order, of those who are in the organization. */
    private static List<String> mails(Forecast forecast, int[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(forecast.people()::get)
                .filter(person -> person.present)
                .map(person -> person.email)
                .sorted()
                .toList();
    }
}
