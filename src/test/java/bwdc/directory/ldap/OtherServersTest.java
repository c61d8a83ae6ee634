package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.entry;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.groups;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Slapd;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts, ids and memberships as servers other than Active Directory tell them. */
class OtherServersTest {
    private static Ldap fake(FakeDirectory directory) {
        return Ldap.on(directory.port());
    }

    private static List<String> disabled(DirectorySnapshot snapshot) {
        return snapshot.users().stream()
                .filter(DirectoryUser::disabled)
                .map(user -> String.valueOf(user.email()).replace("@bench.example", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "nsAccountLock, TRUE, true",
        "nsAccountLock, true, true",
        "nsAccountLock, FALSE, false",
        "loginDisabled, TRUE, true",
        "loginDisabled, FALSE, false",
        "pwdAccountLockedTime, 000001010000Z, true",
        "pwdAccountLockedTime, 20260301020304Z, false",
        "shadowExpire, 1, true",
        "shadowExpire, 20512, true",
        "shadowExpire, 20513, false",
        "shadowExpire, 0, false",
        "shadowExpire, -1, false",
        "shadowExpire, soon, false",
    })
    void seesDisabledAccountsWhereSettingsNameTheMark(String attribute, String value, boolean disabled) {
        try (var directory = new FakeDirectory("dc=bench,dc=example")) {
            directory.add(BASE.strip());
            directory.add(user("ann", attribute + ": " + value));
            directory.add(user("bob"));
            var ldap = fake(directory).at(Instant.parse("2026-02-28T12:00:00Z"));
            assertThat(disabled(ldap.readAll())).isEmpty();
            assertThat(disabled(ldap.with(
                                    "ldap.disabledBy", "loginDisabled, " + attribute.toUpperCase(java.util.Locale.ROOT))
                            .readAll()))
                    .isEqualTo(disabled ? List.of("ann") : List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({"ldap.disabledBy, employeeType, it knows nsAccountLock", "ldap.externalId, mail, it knows auto"})
    void refusesWhatItDoesNotKnow(String setting, String value, String hint) {
        assertThatThrownBy(() -> Ldap.on(1).with(setting, value).readAll())
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                    assertThat(fault.sentence()).contains(setting, value);
                    assertThat(fault.hint().orElse("")).contains(hint);
                });
    }

    @Test
    void anOpenLdapPolicyLocksAnAccount() {
        var ldif = BASE + user("ann") + user("bob") + user("cid");
        try (var slapd =
                Slapd.start(Slapd.Options.of(ldif).global("moduleload ppolicy").database("overlay ppolicy"))) {
            for (var lock : List.of("ann 000001010000Z", "bob 20260301020304Z")) {
                slapd.change(
                        "dn: " + person(lock.split(" ", -1)[0]) + "\nchangetype: modify\nadd: pwdAccountLockedTime\n"
                                + "pwdAccountLockedTime: " + lock.split(" ", -1)[1] + "\n");
            }
            assertThat(disabled(Ldap.on(slapd.port())
                            .with("ldap.disabledBy", "pwdAccountLockedTime")
                            .readAll()))
                    .containsExactly("ann");
        }
    }

    @Test
    void aRenamedUserStaysTheSameByEntryUuid() {
        var ldif = BASE + user("ann") + user("bob");
        try (var slapd = Slapd.start(Slapd.Options.of(ldif)
                .global("moduleload refint")
                .database("overlay refint", "refint_attributes member"))) {
            slapd.change(group("staff", person("ann"), person("bob")));
            var byDn = Ldap.on(slapd.port());
            var byUuid = Ldap.on(slapd.port()).with("ldap.externalId", "EntryUUID");
            var before = byUuid.readAll();
            assertThat(before.users().getFirst().externalId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(before.groups().getFirst().externalId()).matches("[0-9a-f]{8}-.*");
            slapd.change("dn: " + person("ann") + "\nchangetype: modrdn\nnewrdn: uid=anna\ndeleteoldrdn: 1\n");
            var after = byUuid.readAll();
            assertThat(ids(after)).containsExactlyElementsOf(ids(before));
            assertThat(after.groups().getFirst().members()).containsExactlyInAnyOrderElementsOf(ids(after));
            assertThat(groups(byDn.readAll()).getFirst()).contains("uid=anna", "uid=bob");
        }
    }

    private static List<String> ids(DirectorySnapshot snapshot) {
        return snapshot.users().stream().map(DirectoryUser::externalId).sorted().toList();
    }

    @Test
    void anEntryWithoutTheIdEndsTheReading() {
        try (var slapd = Slapd.start(Slapd.Options.of(BASE + user("ann")))) {
            assertThatThrownBy(() -> Ldap.on(slapd.port())
                            .with("ldap.externalId", "nsUniqueId")
                            .readAll())
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                        assertThat(fault.sentence()).contains(person("ann"), "nsUniqueId");
                    });
        }
    }

    @Test
    void findsGroupsFromTheUsersSide() {
        var staff = "cn=staff,ou=groups,dc=bench,dc=example";
        var all = "cn=all,ou=groups,dc=bench,dc=example";
        try (var directory = new FakeDirectory("dc=bench,dc=example")) {
            directory.add(BASE.strip());
            directory.add(
                    user("ann", "isMemberOf: CN=Staff, ou=groups,dc=bench,dc=example", "isMemberOf: cn=gone,dc=x"));
            directory.add(user("bob", "isMemberOf: " + all));
            directory.add(user("cid"));
            directory.add(entry(staff, "objectClass: groupOfNames", "cn: staff", "isMemberOf: " + all));
            directory.add(entry(all, "objectClass: groupOfNames", "cn: all", "member: " + person("cid")));
            var snapshot = fake(directory)
                    .with("ldap.memberOf", "isMemberOf")
                    .with("sync.memberAttribute", "")
                    .readAll();
            assertThat(groups(snapshot)).containsExactlyInAnyOrder("staff: uid=ann", "all: uid=bob > cn=staff");
            assertThat(snapshot.warnings()).isEmpty();
            assertThat(fake(directory)
                            .with("ldap.memberOf", "memberOf")
                            .readAll()
                            .warnings())
                    .singleElement()
                    .asString()
                    .contains("no user has the attribute memberOf");
        }
    }

    @Test
    void memberOfOfOpenLdapIsReadOnEveryRun() {
        var ldif = BASE + user("ann") + user("bob");
        try (var slapd = Slapd.start(Slapd.Options.of(ldif)
                .global("moduleload memberof")
                .database("overlay memberof", "memberof-refint TRUE"))) {
            slapd.change(group("staff", person("ann")) + group("all", "cn=staff,ou=groups,dc=bench,dc=example"));
            var ldap = Ldap.on(slapd.port())
                    .with("ldap.memberOf", "memberOf")
                    .with("sync.revisionDateAttribute", "modifyTimestamp");
            var first = ldap.readAll();
            assertThat(groups(first)).containsExactly("staff: uid=ann", "all:  > cn=staff");
            slapd.change("dn: cn=staff,ou=groups,dc=bench,dc=example\nchangetype: modify\nadd: member\nmember: "
                    + person("bob") + "\n");
            var second = ldap.readSince(Instant.now(), first.next());
            assertThat(second.users()).isEmpty();
            assertThat(groups(second)).containsExactly("staff: uid=ann uid=bob", "all:  > cn=staff");
        }
    }

    @Test
    void membersOfDynamicGroupsComeAsTheServerExpandsThem() {
        var ldif = BASE
                + user("ann", "l: Oslo")
                + user("bob", "l: Oslo")
                + user("cid")
                + entry(
                        "cn=oslo,ou=groups,dc=bench,dc=example",
                        "objectClass: groupOfURLs",
                        "cn: oslo",
                        "memberURL: ldap:///ou=people,dc=bench,dc=example??sub?(l=Oslo)");
        try (var slapd = Slapd.start(Slapd.Options.of(ldif)
                .global("include /etc/ldap/schema/dyngroup.schema", "moduleload dynlist")
                .database("overlay dynlist", "dynlist-attrset groupOfURLs memberURL member"))) {
            assertThat(groups(Ldap.on(slapd.port())
                            .with("sync.groupObjectClass", "groupOfURLs")
                            .readAll()))
                    .containsExactly("oslo: uid=ann uid=bob");
        }
    }
}
