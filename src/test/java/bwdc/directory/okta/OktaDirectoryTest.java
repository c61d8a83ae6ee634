package bwdc.directory.okta;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.okta.OktaOptions;
import bwdc.demo.okta.OktaTenant;
import bwdc.demo.sample.SampleCompany;
import bwdc.directory.Diagnosis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OktaDirectoryTest {
    @TempDir
    private Path folder;

    private OktaTenant tenant;
    private Okta okta;

    @BeforeEach
    void start() {
        tenant = OktaTenant.start(company());
        okta = new Okta(tenant, folder);
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    static SampleCompany company() {
        return new SampleCompany(
                List.of(
                        person("anna", " Anna@Acme.example"),
                        person("bob", "bob@acme.example"),
                        new SampleCompany.Person("carla", "Carla Cole", "carla@acme.example", true, "Sales"),
                        person("dirk", "dirk@acme.example"),
                        person("eva", null),
                        person("finn", "finn@acme.example"),
                        person("gina", "gina@acme.example")),
                List.of(
                        new SampleCompany.Group("Sales", List.of("anna", "bob", "carla", "eva", "finn"), List.of()),
                        new SampleCompany.Group("Empty", List.of(), List.of()),
                        new SampleCompany.Group("All", List.of("gina"), List.of("Sales"))));
    }

    private static SampleCompany.Person person(String login, @Nullable String mail) {
        return new SampleCompany.Person(login, login + " Smith", mail, false, "Sales");
    }

    @Test
    void readsUsersGroupsAndMembersPageByPage() {
        tenant.deactivate("dirk");
        var snapshot = okta.read();
        assertThat(Okta.users(snapshot))
                .containsExactly(
                        "dirk@acme.example x",
                        "anna@acme.example",
                        "bob@acme.example",
                        "carla@acme.example -",
                        "finn@acme.example",
                        "gina@acme.example");
        assertThat(Okta.groups(snapshot)).isEqualTo(Map.of("Sales", 5, "Empty", 0, "All", 6));
        assertThat(snapshot.full()).isTrue();
        assertThat(snapshot.leftOut()).hasSize(1);
        assertThat(okta.asks())
                .containsExactly(
                        "groups",
                        "groups/ID/users",
                        "groups/ID/users",
                        "groups/ID/users",
                        "groups/ID/users next",
                        "groups/ID/users next",
                        "users",
                        "users next",
                        "users status eq \"DEPROVISIONED\"");
    }

    @Test
    void aFilterForAStatusDoesNotHideWhoIsDeactivated() {
        tenant.deactivate("dirk");
        okta.sync("userFilter", "| status eq \"ACTIVE\"").sync("groups", false);
        assertThat(Okta.users(okta.read()))
                .containsExactly(
                        "dirk@acme.example x",
                        "anna@acme.example",
                        "bob@acme.example",
                        "finn@acme.example",
                        "gina@acme.example");
    }

    @Test
    void aFilterThatLetsDeactivatedPeopleThroughNamesThemOnce() {
        tenant.deactivate("dirk");
        okta.sync("userFilter", "| profile.lastName eq \"Smith\"").sync("groups", false);
        assertThat(Okta.users(okta.read()))
                .containsExactly(
                        "dirk@acme.example x",
                        "anna@acme.example",
                        "bob@acme.example",
                        "finn@acme.example",
                        "gina@acme.example");
    }

    @Test
    void whoCameBackIsNotDeletedByTheOldAccount() {
        tenant.deactivate("dirk");
        tenant.join(person("dirk", "dirk@acme.example"), "Sales");
        assertThat(Okta.users(okta.read())).contains("dirk@acme.example").doesNotContain("dirk@acme.example x");
    }

    @Test
    void groupsChosenByNameChooseTheirMembers() {
        tenant.deactivate("dirk");
        okta.sync("groupFilter", "exclude:all").sync("removeDisabled", true);
        var snapshot = okta.read();
        assertThat(Okta.users(snapshot))
                .containsExactly(
                        "dirk@acme.example x",
                        "anna@acme.example",
                        "bob@acme.example",
                        "carla@acme.example -",
                        "finn@acme.example");
        assertThat(Okta.groups(snapshot)).containsOnlyKeys("Sales", "Empty");
    }

    @Test
    void aQuietIncrementalReadTakesTwoRequests() {
        var full = okta.read();
        tenant.settle();
        var quiet = okta.after(full);
        assertThat(quiet.full()).isFalse();
        assertThat(quiet.users()).isEmpty();
        assertThat(quiet.groups()).isEmpty();
        assertThat(okta.asks())
                .containsExactly(
                        "groups (lastUpdated gt TIME or lastMembershipUpdated gt TIME)", "users lastUpdated gt TIME");
        assertThat(okta.after(quiet).groups()).isEmpty();
    }

    @Test
    void whoIsMovedIntoAGroupIsNoticedAndOnlyThatGroupIsRead() {
        tenant.settle();
        var full = okta.read();
        tenant.addMember("Empty", "gina");
        var changed = okta.after(full);
        assertThat(changed.users()).isEmpty();
        assertThat(Okta.groups(changed)).isEqualTo(Map.of("Sales", 5, "Empty", 1, "All", 6));
        assertThat(okta.asks())
                .containsExactly(
                        "groups",
                        "groups (lastUpdated gt TIME or lastMembershipUpdated gt TIME)",
                        "groups/ID/users",
                        "users lastUpdated gt TIME");
        assertThat(okta.after(changed).groups()).isEmpty();
    }

    @Test
    void aChangedUserBringsAllGroupsWithoutReadingTheirMembersAgain() {
        tenant.settle();
        var full = okta.read();
        tenant.mail("eva", Optional.of("eva@acme.example"));
        var changed = okta.after(full);
        assertThat(Okta.users(changed)).containsExactly("eva@acme.example");
        assertThat(Okta.groups(changed)).isEqualTo(Map.of("Sales", 5, "Empty", 0, "All", 6));
        assertThat(okta.asks()).containsExactly("groups", "users lastUpdated gt TIME");
        // What was seen is not told a second time.
        assertThat(okta.after(changed).users()).isEmpty();
    }

    @Test
    void whoIsDeactivatedLeavesTheGroupsToo() {
        tenant.settle();
        var full = okta.read();
        tenant.deactivate("finn");
        var changed = okta.after(full);
        assertThat(Okta.users(changed)).containsExactly("finn@acme.example x");
        assertThat(Okta.groups(changed)).isEqualTo(Map.of("Sales", 4, "Empty", 0, "All", 5));
        okta.sync("userFilter", "| status eq \"ACTIVE\"");
        var filtered = okta.read();
        tenant.deactivate("gina");
        assertThat(Okta.users(okta.after(filtered))).containsExactly("gina@acme.example x");
    }

    @Test
    void aRenamedOrDeletedGroupIsNoticed() {
        tenant.settle();
        var full = okta.read();
        tenant.rename("Sales", "Sales and more");
        var renamed = okta.after(full);
        assertThat(Okta.groups(renamed)).isEqualTo(Map.of("Sales and more", 5, "Empty", 0, "All", 6));
        tenant.removeGroup("Empty");
        tenant.rename("Sales and more", "Sales");
        assertThat(Okta.groups(okta.after(renamed))).isEqualTo(Map.of("Sales", 5, "All", 6));
    }

    @Test
    void whoJoinsAChosenGroupIsReadAlthoughTheUserDidNotChange() {
        tenant.settle();
        okta.sync("groupFilter", "include:Empty");
        var full = okta.read();
        assertThat(full.users()).isEmpty();
        tenant.addMember("Empty", "gina");
        var changed = okta.after(full);
        assertThat(changed.full()).isTrue();
        assertThat(Okta.users(changed)).containsExactly("gina@acme.example");
    }

    @Test
    void otherSettingsAreReadInFull() {
        var full = okta.read();
        assertThat(okta.sync("userFilter", "exclude:bob@acme.example")
                        .after(full)
                        .full())
                .isTrue();
    }

    @Test
    void nothingIsReadThatIsNotSynced() {
        okta.sync("groups", false).read();
        assertThat(okta.asks()).noneMatch(ask -> ask.startsWith("groups"));
        var groups = okta.sync("groups", true).sync("users", false).read();
        assertThat(groups.users()).isEmpty();
        assertThat(Okta.groups(groups)).containsEntry("All", 6);
        assertThat(okta.asks()).noneMatch(ask -> ask.startsWith("users"));
    }

    @Test
    void asksEightAtOnceAndNoMore() {
        stop();
        tenant = OktaTenant.roomy(SampleCompany.generated(600, 60, 5));
        tenant.delay(Duration.ofMillis(40));
        okta = new Okta(tenant, folder);
        assertThat(okta.read().groups()).hasSize(60);
        // The server counts an answer until after its last byte, when the next request may be there already.
        assertThat(tenant.server().mostAtOnce()).isBetween(8, 9);
        // Three pages of users, who was deactivated, one page of groups, and each group.
        assertThat(okta.asks()).hasSize(3 + 1 + 1 + 60);
        assertThat(tenant.server().asks())
                .allMatch(ask -> ask.parameter("limit").equals(Optional.of("200")));
    }

    /** As when other programs use up every minute. */
    @Test
    void anOrganizationWithoutRoomIsReadAllTheSame() {
        stop();
        tenant = OktaTenant.start(company(), OktaOptions.USUAL.withoutRoom());
        okta = new Okta(tenant, folder);
        assertThat(okta.read().users()).hasSize(6);
        assertThat(okta.pauses).hasSizeGreaterThan(4);
        assertThat(okta.notices).allMatch(notice -> notice.startsWith("Okta's limit for /api/v1/"));
    }

    @Test
    void doctorTellsWhatMayBeReadAndHowMuch() {
        try (var directory = okta.open()) {
            var diagnosis = directory.diagnose();
            assertThat(diagnosis.facts().stream().map(fact -> fact.name() + ": " + String.join(", ", fact.values())))
                    .contains("users: can be read", "groups: can be read", "members: can be read")
                    .anyMatch(
                            fact -> fact.matches("/api/v1/groups/\\{id}/users: 600 a minute, [0-9]+ left of this one"));
            assertThat(diagnosis.advice()).noneMatch(Diagnosis.Advice::obstacle).hasSize(1);
        }
        stop();
        tenant = OktaTenant.start(company(), OktaOptions.USUAL.withScopes(Set.of("okta.users.read")));
        okta = new Okta(tenant, folder);
        try (var directory = okta.open()) {
            assertThat(directory.diagnose().advice())
                    .filteredOn(Diagnosis.Advice::obstacle)
                    .hasSize(1);
        }
    }
}
