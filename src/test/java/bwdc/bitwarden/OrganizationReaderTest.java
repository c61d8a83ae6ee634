package bwdc.bitwarden;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.testkit.OrganizationLine;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrganizationReaderTest {
    private static void fill(EmbeddedOrganization organization, int groups) {
        var vault = organization.webVault();
        vault.addMember("Ann@acme.example", "A", false).addMember("bob@acme.example", null, true);
        vault.revoke("Ann@acme.example");
        for (int i = 0; i < groups; i++) {
            vault.addGroup("group " + i, "g" + i).join("group " + i, "Ann@acme.example");
        }
    }

    @Test
    void readsMembersAndGroups() {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL.withSeats(7));
                var line = new OrganizationLine(organization)) {
            fill(organization, 1);
            var reader = new OrganizationReader(line.session());
            var roster = ((RosterReading.Read) reader.read()).roster();
            assertThat(roster.members())
                    .extracting(member -> member.email() + " " + member.externalId() + " "
                            + member.status().word() + " " + member.isOwner())
                    .containsExactly(
                            "owner@acme.example null confirmed true",
                            "ann@acme.example A revoked false",
                            "bob@acme.example null confirmed true");
            assertThat(roster.seatsTaken()).isEqualTo(2);
            assertThat(roster.groups()).extracting(Roster.Group::memberIds).containsOnlyNulls();
            var ann = roster.members().get(1);
            assertThat(reader.withMembersOf(roster, group -> true, done -> {}).groups())
                    .containsExactly(roster.groups().getFirst().with(List.of(ann.id())));
            assertThat(reader.groupsOf(ann.id()))
                    .containsExactly(roster.groups().getFirst().id());
            assertThat(reader.seats().orElseThrow()).isEqualTo(new Seats(OptionalLong.of(7), OptionalLong.of(7)));
        }
    }

    @Test
    void asksSideBySideAndWaitsForAServerThatSaysSlowDown() {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL.withReadsAtOnce(20));
                var line = new OrganizationLine(organization)) {
            fill(organization, 100);
            var reader = new OrganizationReader(line.session());
            var roster = ((RosterReading.Read) reader.read()).roster();
            var done = new ConcurrentSkipListSet<Integer>();
            var read = reader.withMembersOf(roster, group -> true, done::add);
            assertThat(read.groups())
                    .allSatisfy(group -> assertThat(group.memberIds()).hasSize(1));
            assertThat(read.groups())
                    .extracting(Roster.Group::id)
                    .isEqualTo(roster.groups().stream().map(Roster.Group::id).toList());
            assertThat(done).hasSize(100);
            assertThat(line.notices()).isNotEmpty().allMatch(notice -> notice.contains("(429)"));
        }
    }

    @Test
    void renewsATokenOnceForAllWhoseRequestsWereRefused() {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL);
                var line = new OrganizationLine(organization)) {
            fill(organization, 50);
            var reader = new OrganizationReader(line.session());
            var roster = ((RosterReading.Read) reader.read()).roster();
            assertThat(line.signIns()).isEqualTo(1);
            organization.revokeTokens();
            reader.withMembersOf(roster, group -> true, done -> {});
            assertThat(line.signIns()).isEqualTo(2);
        }
    }

    @Test
    void knowsServersThatDoNotLetItRead() {
        for (var options :
                List.of(OrganizationOptions.USUAL.asVaultwarden(), OrganizationOptions.USUAL.withoutReading())) {
            try (var organization = EmbeddedOrganization.start(options);
                    var line = new OrganizationLine(organization)) {
                var reader = new OrganizationReader(line.session());
                var kind = options.vaultwarden() ? ServerKind.VAULTWARDEN : ServerKind.BITWARDEN;
                assertThat(reader.read()).isEqualTo(new RosterReading.Unavailable(kind));
                assertThat(reader.seats()).isEmpty();
            }
        }
    }

    @Test
    void writesSingleChanges() {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL);
                var line = new OrganizationLine(organization)) {
            fill(organization, 2);
            var reader = new OrganizationReader(line.session());
            var writer = new OrganizationWriter(line.session());
            var roster = ((RosterReading.Read) reader.read()).roster();
            writer.rename(roster.groups().getFirst(), "staff");
            writer.replaceMembers(
                    roster.groups().getFirst(),
                    roster.members().stream().map(Roster.Member::id).toList());
            writer.invite(
                    "new@acme.example",
                    "N",
                    2,
                    List.of(roster.groups().getFirst().id()));
            assertThat(writer.opensCollections(roster.groups().getFirst())).isFalse();
            writer.remove(roster.members().get(1));
            writer.remove(roster.groups().get(1));
            assertThat(organization.groups().keySet()).isEqualTo(new TreeSet<>(List.of("staff")));
            assertThat(organization.groups().get("staff"))
                    .containsExactly("bob@acme.example", "new@acme.example", "owner@acme.example");
            var after = ((RosterReading.Read) reader.read()).roster();
            assertThat(after.groups().getFirst().externalId()).isEqualTo("g0");
            assertThat(after.members().stream()
                            .map(member ->
                                    member.email() + " " + member.status().word())
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "owner@acme.example confirmed", "bob@acme.example confirmed", "new@acme.example invited");
        }
    }
}
