package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.directory.Cursor;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.directory.ReadRequest;
import bwdc.fault.Fault;
import bwdc.sync.Company;
import bwdc.testkit.SambaDomain;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads a real Active Directory domain controller (Samba). */
class SambaTest {
    private static SambaDomain domain;

    @BeforeAll
    static void start() {
        domain = SambaDomain.shared();
    }

    private static Ldap reading() {
        return Ldap.activeDirectory(domain);
    }

    private static DirectorySnapshot plain(Ldap ldap) {
        return ldap.read(new ReadRequest(true, false, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}));
    }

    /** Names of the users in each group of a company; somebody without a mail by DN. */
    private static Map<String, List<String>> groups(DirectorySnapshot snapshot) {
        var names = snapshot.users().stream()
                .collect(Collectors.toMap(
                        DirectoryUser::externalId,
                        user -> String.valueOf(user.email()).replaceFirst("@.*", ""),
                        (one, other) -> one));
        Map<String, List<String>> found = new TreeMap<>();
        for (var group : Company.of(snapshot).groups()) {
            found.put(
                    group.name(),
                    group.members().stream()
                            .map(id -> names.getOrDefault(id, "-"))
                            .sorted()
                            .toList());
        }
        return found;
    }

    @Test
    void readsPeopleWithEscapedAndForeignNames() {
        var snapshot = plain(reading());
        assertThat(Ldap.mails(snapshot))
                .containsExactlyInAnyOrder(
                        "alice@corp.example.test",
                        "bob@corp.example.test",
                        "dave@corp.example.test",
                        "eve@corp.example.test",
                        "zoe@corp.example.test",
                        "yamada@corp.example.test",
                        "jsmith@corp.example.test",
                        "llee@corp.example.test",
                        "joerg@corp.example.test");
        assertThat(snapshot.users().stream().filter(DirectoryUser::disabled).map(DirectoryUser::email))
                .containsExactly("dave@corp.example.test");
        assertThat(snapshot.full()).isTrue();
    }

    @Test
    void externalIdsAreObjectGuidsAsWindowsWritesThem() throws LDAPException {
        var alice = plain(reading()).users().stream()
                .filter(user -> "alice@corp.example.test".equals(user.email()))
                .findFirst()
                .orElseThrow();
        assertThat(UUID.fromString(alice.externalId())).hasToString(alice.externalId());
        try (var connection = domain.connect()) {
            // The server itself finds the entry by this form of its id.
            assertThat(connection
                            .getEntry("<GUID=" + alice.externalId() + ">", "cn")
                            .getAttributeValue("cn"))
                    .isEqualTo("Alice Adams");
        }
    }

    @Test
    void followsNestedAndCircularGroups() {
        var groups = groups(plain(reading()));
        assertThat(groups)
                .containsEntry("Eng-Backend", List.of("alice", "zoe"))
                .containsEntry("Engineering", List.of("-", "alice", "bob", "yamada", "zoe"))
                .containsEntry("All-Staff", List.of("-", "alice", "bob", "dave", "joerg", "jsmith", "yamada", "zoe"))
                .containsEntry("CycleA", List.of("alice", "bob"))
                .containsEntry("CycleB", List.of("alice", "bob"))
                .containsEntry("Données & Größe", List.of("zoe"))
                .containsEntry("Empty", List.of());
        assertThat(groups)
                .containsOnlyKeys(
                        "Eng-Backend",
                        "Eng-Frontend",
                        "Engineering",
                        "All-Staff",
                        "CycleA",
                        "CycleB",
                        "Données & Größe",
                        "Empty",
                        "Mixed");
    }

    @Test
    void namesMembersOfOtherDomains() {
        var snapshot = plain(reading());
        assertThat(groups(snapshot)).containsEntry("Mixed", List.of("-", "-", "alice"));
        assertThat(snapshot.warnings())
                .containsExactly("the group CN=Mixed,OU=Groups," + SambaDomain.ROOT
                        + " has a member of another domain, left out: " + SambaDomain.FOREIGN);
    }

    @Test
    void readsSeveralPlacesGivenRelativelyOrInFull() {
        var snapshot = plain(reading()
                .with("sync.userPath", "OU=People; OU=Partners," + SambaDomain.ROOT + ";OU=People")
                .with("sync.groupPath", "OU=Teams;OU=Groups"));
        assertThat(Ldap.mails(snapshot)).hasSize(10).contains("paul@partner.example", "alice@corp.example.test");
        assertThat(groups(snapshot)).hasSize(10).containsEntry("Partner-Team", List.of("alice", "paul"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1499, 1500, 1501, 3000, 3001})
    void missesNoMemberOfALargeGroup(int size) {
        var snapshot = plain(reading()
                .with("sync.userPath", "OU=Crowd")
                .with("sync.groupPath", "OU=Large")
                .with("sync.groupFilter", "(cn=Large-" + size + ")"));
        assertThat(snapshot.groups().getFirst().members())
                .doesNotHaveDuplicates()
                .hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1499, 1500, 1501, 3000, 3001})
    void missesNoMemberWhereTheServerSwitchesToRanges(int size) {
        // Samba gives ranges only when asked: the proxy asks for the first one, as if Windows had given it by itself.
        try (var proxy = new RangingProxy(domain)) {
            var snapshot = plain(reading()
                    .with("ldap.ssl", "false")
                    .with("ldap.hostname", "127.0.0.1")
                    .with("ldap.port", Integer.toString(proxy.port()))
                    .with("sync.userPath", "OU=Crowd")
                    .with("sync.groupPath", "OU=Large")
                    .with("sync.groupFilter", "(cn=Large-" + size + ")"));
            assertThat(proxy.ranges()).isGreaterThanOrEqualTo(1 + (size - 1) / 1500);
            assertThat(snapshot.groups().getFirst().members())
                    .doesNotHaveDuplicates()
                    .hasSize(size);
        }
    }

    @Test
    void givesPrimaryGroupsTheirMembersOnRequest() {
        var ldap = reading().with("sync.groupPath", "CN=Users").with("sync.groupFilter", "(cn=Domain Users)");
        assertThat(groups(plain(ldap))).containsEntry("Domain Users", List.of());
        assertThat(groups(plain(ldap.with("ldap.primaryGroup", "true"))).get("Domain Users"))
                .contains("alice", "bob", "zoe")
                .doesNotContain("paul");
        assertThat(groups(plain(ldap.with("ldap.memberOf", "memberOf"))).get("Domain Users"))
                .contains("alice", "bob", "zoe");
    }

    @Test
    void expiredAccountsAreDisabledOnRequest() {
        assertThat(plain(reading().with("ldap.expiredAsDisabled", "true")).users().stream()
                        .filter(DirectoryUser::disabled)
                        .map(DirectoryUser::email))
                .containsExactlyInAnyOrder("dave@corp.example.test", "eve@corp.example.test");
    }

    @Test
    void knowsUsersInTheRecycleBin() {
        // As the reference: a look lists them. A sync only knows their ids, in case the organization has them.
        var tested = reading().readAll();
        assertThat(Company.of(tested).users().stream()
                        .filter(DirectoryUser::deleted)
                        .map(DirectoryUser::email))
                .contains("gone-after@corp.example.test")
                .doesNotContain("gone-before@corp.example.test");
        var synced = plain(reading());
        assertThat(synced.users()).noneMatch(DirectoryUser::deleted);
        assertThat(synced.deleted())
                .containsAll(tested.users().stream()
                        .filter(DirectoryUser::deleted)
                        .map(DirectoryUser::externalId)
                        .toList());
    }

    @Test
    void aLaterReadTellsOfNewDeletionsOnly() {
        var first = plain(reading());
        var second = reading().readSince(java.time.Instant.now(), first.next());
        assertThat(second.full()).isFalse();
        assertThat(second.deleted()).isEmpty();
        var victim = SambaDomain.dn("later", "Service");
        domain.change("""
                dn: %s
                changetype: add
                objectClass: user
                sAMAccountName: later
                """.formatted(victim));
        domain.delete(victim);
        assertThat(reading().readSince(java.time.Instant.now(), second.next()).deleted())
                .hasSize(1);
    }

    @Test
    void saysWhatRightTheAccountLacksToSeeDeletedUsers() {
        var reader = reading().with("ldap.username", "svc-bwdc@corp.example.test");
        var snapshot = plain(reader);
        assertThat(snapshot.users()).hasSize(9);
        assertThat(snapshot.deleted()).isEmpty();
        assertThat(snapshot.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains(
                                "deleted users were not looked for: svc-bwdc@corp.example.test cannot search"
                                        + " CN=Deleted Objects,dc=corp,dc=example,dc=test",
                                "dsacls",
                                "LCRP"));
        domain.grantDeletedObjects("svc-reader");
        var granted = plain(reading().with("ldap.username", "svc-reader@corp.example.test"));
        assertThat(granted.deleted()).isNotEmpty();
        assertThat(granted.warnings()).noneMatch(warning -> warning.contains("deleted users"));
    }

    /** The container itself counts as deleted, so a search that does not ask for such entries does not find it. */
    @Test
    void aContainerWithoutDeletedUsersIsNoMissingRight() {
        var snapshot = plain(reading().with("sync.userObjectClass", "contact"));
        assertThat(snapshot.deleted()).isEmpty();
        assertThat(snapshot.warnings()).noneMatch(warning -> warning.contains("deleted users"));
    }

    @Test
    void referencesAtTheRootAreNoError() {
        var snapshot = plain(reading().with("sync.userPath", "dc=corp,dc=example,dc=test"));
        assertThat(snapshot.referrals()).isNotEmpty().allMatch(url -> url.contains("/CN=Configuration,"));
    }

    @ParameterizedTest
    @CsvSource({"3268, false", "3269, true"})
    void readsTheGlobalCatalogue(String port, String ssl) {
        var ldap = reading().with("ldap.port", port).with("ldap.startTls", ssl.equals("true") ? "false" : "true");
        var snapshot = plain(ldap.with("ldap.tlsCaPath", domain.authority().toString()));
        assertThat(snapshot.users()).hasSize(9);
        assertThat(groups(snapshot)).containsEntry("Eng-Backend", List.of("alice", "zoe"));
    }

    @Test
    void readsWithStartTls() {
        var snapshot = plain(reading()
                .with("ldap.port", "389")
                .with("ldap.startTls", "true")
                .with("ldap.tlsCaPath", domain.authority().toString()));
        assertThat(snapshot.users()).hasSize(9);
    }

    @Test
    void aPlainBindIsRefusedWithAHint() {
        assertThatThrownBy(() -> reading()
                        .with("ldap.ssl", "false")
                        .with("ldap.port", "389")
                        .readAll())
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.sentence()).contains("strong auth required (8)", "Transport encryption required");
                    assertThat(fault.hint().orElse("")).contains("bwdc config ldap.ssl true");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "svc-bwdc, wrong, 'wrong password, or no such user (49, data 52e)'",
        "nobody, wrong, 'wrong password, or no such user (49, data 52e)'",
        "svc-disabled, '', 'the account is disabled (49, data 533)'",
        "svc-expired, '', 'the account has expired (49, data 701)'",
        "svc-must-change, '', 'the password must be changed first (49, data 773)'",
    })
    void saysWhyASignInIsRefused(String account, String password, String words) {
        var ldap = reading().with("ldap.username", account + "@corp.example.test");
        if (password != null && !password.isEmpty()) {
            ldap.with("ldap.password", password);
        }
        assertThatThrownBy(ldap::readAll)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.sentence()).contains(words));
    }

    @Test
    void attributeNamesNeedNotBeSet() {
        // Of the sync block only the paths are set.
        assertThat(plain(reading()).groups().stream().map(DirectoryGroup::name)).contains("Engineering");
    }
}
