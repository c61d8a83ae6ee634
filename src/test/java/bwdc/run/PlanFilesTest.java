package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.bitwarden.Roster;
import bwdc.bitwarden.ServerKind;
import bwdc.sync.OrganizationPlan;
import bwdc.sync.OrganizationPlan.Action;
import bwdc.sync.OrganizationPlan.GroupChange;
import bwdc.sync.OrganizationPlan.Ignored;
import bwdc.sync.OrganizationPlan.UserChange;
import bwdc.sync.Removal;
import bwdc.sync.UndoRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plans and runs leave on disk comes back as it was, and nothing else does. */
class PlanFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:30:00Z");
    private static final OrganizationPlan PLAN = new OrganizationPlan(
            List.of(
                    new UserChange(Action.INVITE, null, "ann@acme.example", "A", null),
                    new UserChange(Action.REMOVE, "7", "bob@acme.example", "B", Removal.Reason.DISABLED)),
            List.of(
                    new GroupChange(null, "N", "new", null, List.of("ann@acme.example"), List.of(), true),
                    new GroupChange("9", "S", "staff", "stuff", List.of(), List.of(), false)),
            List.of(new Ignored(Ignored.Subject.USER, "cid@acme.example", "is an owner")),
            List.of("two members have the external id Z"));

    @TempDir
    private Path folder;

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static UndoRecord record(long run) {
        return new UndoRecord(
                run,
                NOW.toString(),
                "owner",
                ServerKind.BITWARDEN,
                true,
                PLAN,
                List.of(new UndoRecord.Removed("bob@acme.example", null, 2, List.of("9"))));
    }

    @Test
    void aReviewedPlanComesBack() {
        var plan = new ReviewedPlan("owner", "hash", Comparison.Basis.LAST_SYNC, PLAN);
        plan.write(folder.resolve("plan.json"), NOW);
        assertThat(ReviewedPlan.read(folder.resolve("plan.json"))).isEqualTo(plan);
    }

    @Test
    void theLatestTwentyRunsCanBeUndone() {
        var undo = new UndoFolder(folder);
        for (long run = 1; run <= 23; run++) {
            undo.write(record(run));
        }
        assertThat(undo.runs()).hasSize(20).startsWith(4L).endsWith(23L);
        assertThat(undo.read(23)).contains(record(23));
        assertThat(undo.read(1)).isEmpty();
    }

    @Test
    void aRunThatChangesTooMuchIsNotRecorded() {
        var mails = IntStream.range(0, 50_000)
                .mapToObj(number -> "m" + number + "@acme.example")
                .toList();
        var plan = new OrganizationPlan(
                List.of(),
                List.of(new GroupChange("9", "S", "staff", null, mails, List.of(), true)),
                List.of(),
                List.of());
        var undo = new UndoFolder(folder);
        assertThat(undo.fits(record(1))).isTrue();
        assertThat(undo.fits(new UndoRecord(1, "", "", ServerKind.BITWARDEN, true, plan, List.of())))
                .isFalse();
    }

    @Test
    void membersOfGroupsAreKeptForHalfADay() throws IOException {
        var members = List.of(
                new Roster.Member("1", "ann@acme.example", "A", Roster.Status.CONFIRMED, 2),
                new Roster.Member("2", "bob@acme.example", "B", Roster.Status.CONFIRMED, 2));
        var known = new Roster(
                members,
                List.of(
                        new Roster.Group("g", "staff", "S", List.of("2", "1")),
                        new Roster.Group("h", "board", "H", null)));
        var unknown = new Roster(
                members,
                known.groups().stream()
                        .map(group -> new Roster.Group(group.id(), group.name(), group.externalId(), null))
                        .toList());
        new MembershipCache(folder, "owner", at(NOW)).store(known, NOW);
        var later = NOW.plus(Duration.ofHours(11));
        var found =
                new MembershipCache(folder, "owner", at(later)).find(unknown).orElseThrow();
        assertThat(found.roster()).isEqualTo(known);
        assertThat(found.groupIds()).containsExactly("g");
        assertThat(new MembershipCache(folder, "owner", at(NOW.plus(Duration.ofHours(13)))).find(unknown))
                .isEmpty();
        assertThat(new MembershipCache(folder, "another", at(later)).find(unknown))
                .isEmpty();
        Files.writeString(folder.resolve("memberships.json"), "{\"owner\":\"owner\"}");
        assertThat(new MembershipCache(folder, "owner", at(later)).find(unknown))
                .isEmpty();
    }

    @Test
    void whatIsKnownOfAServerCountsForItselfAndForAWeek() {
        var file = folder.resolve("server.json");
        var refusal = new bwdc.bitwarden.RosterReading.Unavailable(ServerKind.VAULTWARDEN);
        new ServerMemory(file, "owner", at(NOW)).remember(refusal);
        assertThat(new ServerMemory(file, "owner", at(NOW.plus(Duration.ofDays(6)))).unavailable())
                .contains(refusal);
        assertThat(new ServerMemory(file, "owner", at(NOW.plus(Duration.ofDays(8)))).unavailable())
                .isEmpty();
        assertThat(new ServerMemory(file, "owner", at(NOW.minusSeconds(1))).unavailable())
                .isEmpty();
        assertThat(new ServerMemory(file, "another", at(NOW)).unavailable()).isEmpty();
    }

    @Test
    void groupsTakeTurns() {
        var groups = IntStream.range(0, 1000)
                .mapToObj(number -> new Roster.Group("g" + number, "", "", null))
                .toList();
        var seen = new java.util.TreeSet<String>();
        for (int day = 0; day < 10; day++) {
            seen.addAll(OrganizationView.turn(groups, 100, NOW.plus(Duration.ofDays(day))));
        }
        assertThat(seen).hasSize(1000);
        assertThat(OrganizationView.sample(groups, 100)).hasSize(100);
        assertThat(OrganizationView.sample(groups.subList(0, 3), 100)).hasSize(3);
        assertThat(OrganizationView.sample(List.of(), 100)).isEmpty();
    }
}
