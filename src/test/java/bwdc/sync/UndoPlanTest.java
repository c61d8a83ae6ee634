package bwdc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.bitwarden.Roster;
import bwdc.bitwarden.ServerKind;
import bwdc.sync.OrganizationPlan.Action;
import bwdc.sync.OrganizationPlan.GroupChange;
import bwdc.sync.OrganizationPlan.UserChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UndoPlanTest {
    private static UndoRecord record(List<UserChange> users, List<GroupChange> groups, UndoRecord.Removed... removed) {
        return new UndoRecord(
                1,
                "2026-03-01T02:30:00Z",
                "owner",
                ServerKind.BITWARDEN,
                true,
                new OrganizationPlan(users, groups, List.of(), List.of()),
                List.of(removed));
    }

    private static UserChange change(Action action, String email) {
        return new UserChange(action, null, email, email.substring(0, 1), null);
    }

    private static GroupChange group(
            @Nullable String id, String name, @Nullable String former, List<String> added, List<String> removed) {
        return new GroupChange(id, "x", name, former, added, removed, true);
    }

    private static Roster.Member member(String id, Roster.Status status) {
        return new Roster.Member(id, id + "@acme.example", id, status, 2);
    }

    private static Roster roster(List<Roster.Member> members, String group, String... ids) {
        return new Roster(members, List.of(new Roster.Group("g", group, "x", List.of(ids))));
    }

    @Test
    void withdrawsOnlyWhatNobodyHasTaken() {
        var invited = member("ann", Roster.Status.INVITED);
        var plan = UndoPlan.of(
                record(
                        List.of(
                                change(Action.INVITE, "ann@acme.example"),
                                change(Action.INVITE, "bob@acme.example"),
                                change(Action.INVITE, "gone@acme.example")),
                        List.of()),
                roster(List.of(invited, member("bob", Roster.Status.CONFIRMED)), "staff"));
        assertThat(plan.steps()).containsExactly(new UndoPlan.Step.Withdraw(invited));
        assertThat(plan.remains())
                .containsExactly("bob@acme.example has taken the invitation and stays; remove them in the web vault");
    }

    @Test
    void keepsWhatChangedSince() {
        var ann = member("ann", Roster.Status.CONFIRMED);
        var bob = member("bob", Roster.Status.CONFIRMED);
        var cid = member("cid", Roster.Status.CONFIRMED);
        var now = roster(List.of(ann, bob, cid), "renamed again", "ann", "cid");
        var plan = UndoPlan.of(
                record(
                        List.of(),
                        List.of(group(
                                "g",
                                "new name",
                                "old name",
                                List.of("ann@acme.example"),
                                List.of("bob@acme.example", "nobody@acme.example")))),
                now);
        assertThat(plan.steps())
                .containsExactly(new UndoPlan.Step.Members(
                        now.groups().getFirst(),
                        List.of("cid", "bob"),
                        List.of("bob@acme.example"),
                        List.of("ann@acme.example")));
    }

    @Test
    void invitesAgainAfterGroupsHaveTheirMembers() {
        var ann = member("ann", Roster.Status.CONFIRMED);
        var plan = UndoPlan.of(
                record(
                        List.of(change(Action.REMOVE, "bob@acme.example")),
                        List.of(group("g", "staff", "stuff", List.of("ann@acme.example"), List.of())),
                        new UndoRecord.Removed("bob@acme.example", "bob", 2, List.of("g", "gone"))),
                roster(List.of(ann), "staff", "ann"));
        assertThat(plan.steps())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("Rename", "Members", "Invite");
        assertThat(plan.steps().getLast())
                .isEqualTo(new UndoPlan.Step.Invite("bob@acme.example", "bob", 2, List.of("g")));
        assertThat(plan.remains()).anyMatch(line -> line.contains("be confirmed anew"));
    }

    @Test
    void removesAGroupUnlessOthersAreInIt() {
        var ann = member("ann", Roster.Status.CONFIRMED);
        var bob = member("bob", Roster.Status.CONFIRMED);
        var made = group(null, "staff", null, List.of("ann@acme.example"), List.of());
        var alone = roster(List.of(ann, bob), "staff", "ann");
        assertThat(UndoPlan.of(record(List.of(), List.of(made)), alone).steps())
                .containsExactly(new UndoPlan.Step.RemoveGroup(alone.groups().getFirst()));
        var both = roster(List.of(ann, bob), "staff", "ann", "bob");
        assertThat(UndoPlan.of(record(List.of(), List.of(made)), both).remains())
                .containsExactly("group staff stays: others have been added to it since");
    }
}
