package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.entry;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.groups;
import static bwdc.directory.ldap.Ldap.mails;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Slapd;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read of a real slapd. */
class LdapDirectoryTest {
    @Test
    void findsMembersHoweverTheirNamesAreWritten() {
        var odd = entry(
                "cn=Ümlaut \\+ \\\"Quoted\\\"\\, Jr\\; \\#1 \\<x\\>,ou=people,dc=bench,dc=example",
                "objectClass: inetOrgPerson",
                "cn: Ümlaut + \"Quoted\", Jr; #1 <x>",
                "sn: x",
                "mail: odd@bench.example");
        var ldif = BASE
                + user("ann")
                + user("bob")
                + odd
                + group(
                        "spellings",
                        "UID=ANN, OU=People,DC=bench,dc=EXAMPLE",
                        "uid=b\\6fb,ou=people,dc=bench,dc=example",
                        "cn=\\C3\\9Cmlaut \\2b \\22Quoted\\22\\2C Jr\\3b \\231 \\3cx\\3e,ou=people,dc=bench,dc=example")
                + group(
                        "outer",
                        "CN=Spellings,ou=groups,dc=bench,dc=example",
                        "uid=ghost,ou=people,dc=bench,dc=example");
        try (var slapd = Slapd.start(Slapd.Options.of(ldif))) {
            var snapshot = Ldap.on(slapd.port()).readAll();
            assertThat(mails(snapshot)).containsExactly("ann@bench.example", "bob@bench.example", "odd@bench.example");
            assertThat(snapshot.groups().getFirst().members())
                    .containsExactlyElementsOf(snapshot.users().stream()
                            .map(user -> user.externalId())
                            .toList());
            assertThat(groups(snapshot).get(1)).isEqualTo("outer:  > cn=spellings");
            assertThat(snapshot.groups().getFirst().members().getFirst())
                    .isSameAs(snapshot.users().getFirst().externalId());
        }
    }

    @Test
    void findsMembersByUidAndIgnoresTheOptionalUniqueId() {
        var ldif = BASE
                + user("ann")
                + user("Bob")
                + entry(
                        "cn=posix,ou=groups,dc=bench,dc=example",
                        "objectClass: posixGroup",
                        "cn: posix",
                        "gidNumber: 1",
                        "memberUid: ANN",
                        "memberUid: bob",
                        "memberUid: nobody")
                + entry(
                        "cn=unique,ou=groups,dc=bench,dc=example",
                        "objectClass: groupOfUniqueNames",
                        "cn: unique",
                        "uniqueMember: " + person("ann") + "#'0101'B",
                        "uniqueMember: " + person("Bob"));
        try (var slapd = Slapd.start(Slapd.Options.of(ldif))) {
            assertThat(groups(Ldap.on(slapd.port())
                            .with("sync.groupObjectClass", "posixGroup")
                            .with("sync.memberAttribute", "memberUid")
                            .readAll()))
                    .containsExactly("posix: uid=ann uid=Bob");
            assertThat(groups(Ldap.on(slapd.port())
                            .with("sync.groupObjectClass", "groupOfUniqueNames")
                            .with("sync.memberAttribute", "UNIQUEMEMBER")
                            .readAll()))
                    .containsExactly("unique: uid=ann uid=Bob");
        }
    }

    @Test
    void mapsMailAsTheReferenceDoes() {
        var ldif = BASE
                + user("ann", "mail: second@bench.example")
                + entry(
                        person("bob"),
                        "objectClass: inetOrgPerson",
                        "uid: bob",
                        "cn: b",
                        "sn: b",
                        "mail:: "
                                + java.util.Base64.getEncoder()
                                        .encodeToString("\u00a0 Bob@Bench.Example\u2028"
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                + entry(person("cid"), "objectClass: inetOrgPerson", "uid: cid", "cn: c", "sn: c");
        try (var slapd = Slapd.start(Slapd.Options.of(ldif))) {
            // mail is a case-insensitive IA5 string in OpenLDAP; description takes any text
            assertThat(mails(Ldap.on(slapd.port())
                            .with("sync.userEmailAttribute", "MAIL")
                            .readAll()))
                    .contains("ann@bench.example");
            assertThat(mails(Ldap.on(slapd.port())
                            .with("sync.useEmailPrefixSuffix", "true")
                            .with("sync.emailPrefixAttribute", "uid")
                            .with("sync.emailSuffix", "@Suffix.Example")
                            .readAll()))
                    .contains("cid@suffix.example");
        }
    }

    @Test
    void leavesOutWhatIsNotTextAndSaysSo() {
        var broken = entry(
                person("bad"), "objectClass: inetOrgPerson", "uid: bad", "cn: bad", "sn: bad", "jpegPhoto:: /9j//g==");
        try (var slapd = Slapd.start(Slapd.Options.of(BASE + user("ann", "jpegPhoto:: YUBiLmM=") + broken))) {
            var snapshot = Ldap.on(slapd.port())
                    .with("sync.userEmailAttribute", "jpegPhoto")
                    .readAll();
            assertThat(mails(snapshot)).containsExactly("a@b.c");
            assertThat(snapshot.warnings())
                    .containsExactly(
                            "left out uid=bad,ou=people,dc=bench,dc=example: its jpegPhoto is not valid UTF-8 text");
        }
    }

    @Test
    void takesPathsRelativeToTheRootOrWhole() {
        try (var slapd = Slapd.start(Slapd.Options.of(BASE + user("ann")))) {
            for (var path : List.of("ou=people", " OU=People ", "ou=people,dc=bench,dc=example", "")) {
                assertThat(mails(Ldap.on(slapd.port())
                                .with("sync.userPath", path)
                                .readAll()))
                        .as(path)
                        .containsExactly("ann@bench.example");
            }
            assertThat(mails(Ldap.on(slapd.port())
                            .with("ldap.rootPath", "cn=ignored,DC=Bench,dc=example")
                            .readAll()))
                    .containsExactly("ann@bench.example");
            assertThatThrownBy(() -> Ldap.on(slapd.port())
                            .with("sync.userPath", "ou=nowhere")
                            .readAll())
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                        assertThat(fault.sentence()).contains("ou=nowhere,dc=bench,dc=example", "no such object (32)");
                    });
        }
    }

    @Test
    void filtersUsersAndGroups() {
        var ldif = BASE
                + user("ann", "l: Oslo")
                + user("bob", "l: Oslo", "title: x")
                + user("cid")
                + group("app-one", person("ann"), person("cid"))
                + group("other", person("bob"));
        try (var slapd = Slapd.start(Slapd.Options.of(ldif))) {
            var ldap = Ldap.on(slapd.port()).with("sync.groupFilter", "(cn=app-*)");
            assertThat(groups(ldap.readAll())).containsExactly("app-one: uid=ann uid=cid");
            // several filters in a row all have to match
            var snapshot = ldap.with("sync.userFilter", "(l=Oslo)(!(title=x))").readAll();
            assertThat(mails(snapshot)).containsExactly("ann@bench.example");
            assertThat(groups(snapshot)).containsExactly("app-one: uid=ann");
        }
    }

    @Test
    void readsEveryPageAndWithoutPages() {
        var ldif = BASE + IntStream.range(0, 2_500).mapToObj(i -> user("u" + i)).collect(Collectors.joining());
        try (var slapd = Slapd.start(Slapd.Options.of(ldif).global("sizelimit unlimited"))) {
            for (var paged : List.of("true", "false")) {
                assertThat(Ldap.on(slapd.port())
                                .with("ldap.pagedSearch", paged)
                                .readAll()
                                .users())
                        .hasSize(2_500);
            }
        }
    }

    @Test
    void namesServersThatItWasPointedTo() {
        var ldif = BASE
                + user("ann")
                + entry(
                        "ou=far,ou=people,dc=bench,dc=example",
                        "objectClass: referral",
                        "objectClass: extensibleObject",
                        "ou: far",
                        "ref: ldap://elsewhere.example/ou=far,dc=bench,dc=example");
        try (var slapd = Slapd.start(Slapd.Options.of(ldif))) {
            var snapshot = Ldap.on(slapd.port()).readAll();
            assertThat(mails(snapshot)).containsExactly("ann@bench.example");
            assertThat(snapshot.referrals())
                    .singleElement()
                    .asString()
                    .contains("ldap://elsewhere.example/ou=far,dc=bench,dc=example");
        }
    }
}
