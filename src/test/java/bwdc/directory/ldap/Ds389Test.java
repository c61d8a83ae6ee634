package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.groups;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import bwdc.testkit.Ds389;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is read of a real 389 Directory Server. */
class Ds389Test {
    private static final String LOCK_DORA =
            "dn: " + person("dora") + "\nchangetype: modify\nadd: nsAccountLock\nnsAccountLock: TRUE\n";

    private final Ds389 server = Ds389.shared();

    @BeforeEach
    void empty() {
        server.empty();
        server.change(BASE);
    }

    private Ldap ldap() {
        return Ldap.on(server.port())
                .with("ldap.username", Ds389.ADMIN)
                .with("ldap.password", Ds389.PASSWORD)
                .with("ldap.disabledBy", "nsAccountLock");
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        server.change(LdapContract.COMPANY);
        server.change(LOCK_DORA);
        return LdapContract.tests(this::ldap);
    }

    @TestFactory
    Stream<DynamicTest> contractFromTheUsersSide() {
        server.change(LdapContract.COMPANY);
        server.change(LOCK_DORA);
        return LdapContract.tests(() -> ldap().with("ldap.memberOf", "memberOf").with("ldap.externalId", "nsUniqueId"));
    }

    @Test
    void aRenamedUserStaysTheSameByNsUniqueId() {
        server.change(user("ann") + user("bob") + group("staff", person("ann"), person("bob")));
        var ldap = ldap().with("ldap.externalId", "nsUniqueId");
        var before = ldap.readAll();
        assertThat(before.users().getFirst().externalId()).matches("[0-9a-f]{8}(-[0-9a-f]{8}){3}");
        server.change("dn: " + person("ann") + "\nchangetype: modrdn\nnewrdn: uid=anna\ndeleteoldrdn: 1\n");
        var after = ldap.readAll();
        assertThat(after.users().stream().map(user -> user.externalId()))
                .containsExactlyInAnyOrderElementsOf(
                        before.users().stream().map(user -> user.externalId()).toList());
        assertThat(after.groups().getFirst().members())
                .containsExactlyInAnyOrderElementsOf(before.groups().getFirst().members());
    }

    @Test
    void readsAllInPagesThatTheAccountMayHave() {
        server.change(account("sync", "nsSizeLimit: 40", "nsPagedSizeLimit: 40")
                + IntStream.range(0, 130).mapToObj(i -> user("u" + i)).collect(Collectors.joining()));
        var ldap = limited("sync");
        assertThat(ldap.readAll().users()).hasSize(130);
        assertThat(ldap.debug()).anyMatch(line -> line.contains("the server refuses pages of 1000"));
        fails(limited("sync").with("ldap.pagedSearch", "false"), "size limit exceeded (4)", "nsSizeLimit");
    }

    @Test
    void aLimitOnWhatIsLookedThroughIsAnError() {
        server.change(account("look", "nsLookThroughLimit: 20", "nsPagedLookThroughLimit: 20")
                + IntStream.range(0, 60)
                        .mapToObj(i -> user("u" + i, "description: d" + i))
                        .collect(Collectors.joining()));
        fails(
                limited("look").with("sync.userFilter", "(description=*)"),
                "admin limit exceeded (11)",
                "nsPagedLookThroughLimit");
    }

    @Test
    void aGroupReadWithItsMembersByUid() {
        server.change(user("ann")
                + user("bob")
                + Ldap.entry(
                        "cn=posix,ou=groups,dc=bench,dc=example",
                        "objectClass: posixGroup",
                        "cn: posix",
                        "gidNumber: 1",
                        "memberUid: ann",
                        "memberUid: nobody")
                + Ldap.entry(
                        "cn=unique,ou=groups,dc=bench,dc=example",
                        "objectClass: groupOfUniqueNames",
                        "cn: unique",
                        "uniqueMember: " + person("bob")));
        assertThat(groups(ldap().with("sync.groupObjectClass", "posixGroup")
                        .with("sync.memberAttribute", "memberUid")
                        .readAll()))
                .containsExactly("posix: uid=ann");
        assertThat(groups(ldap().with("sync.groupObjectClass", "groupOfUniqueNames")
                        .with("sync.memberAttribute", "uniqueMember")
                        .readAll()))
                .containsExactly("unique: uid=bob");
    }

    private static String account(String name, String... limits) {
        return Ldap.entry(
                        "cn=" + name + ",dc=bench,dc=example",
                        "objectClass: person",
                        "objectClass: extensibleObject",
                        "cn: " + name,
                        "sn: " + name,
                        "userPassword: syncpw123",
                        String.join("\n", limits))
                + "\ndn: dc=bench,dc=example\nchangetype: modify\nadd: aci\naci: (targetattr=\"*\")(version 3.0; acl \""
                + name
                + "\"; allow (read,search,compare) userdn=\"ldap:///cn=" + name + ",dc=bench,dc=example\";)\n";
    }

    private Ldap limited(String name) {
        return ldap().with("ldap.username", "cn=" + name + ",dc=bench,dc=example")
                .with("ldap.password", "syncpw123");
    }

    private static void fails(Ldap ldap, String sentence, String hint) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        });
    }
}
