package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Diagnosis;
import bwdc.testkit.Certificates;
import bwdc.testkit.Ds389;
import bwdc.testkit.SambaDomain;
import bwdc.testkit.Slapd;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about real servers. */
class DoctorTest {
    private static List<String> values(Diagnosis diagnosis, String section, String name) {
        return diagnosis.facts().stream()
                .filter(fact -> fact.section().equals(section) && fact.name().equals(name))
                .flatMap(fact -> fact.values().stream())
                .toList();
    }

    private static List<String> advice(Diagnosis diagnosis) {
        return diagnosis.advice().stream()
                .map(each -> (each.obstacle() ? "! " : "") + each.sentence())
                .toList();
    }

    @Test
    void describesAnOpenLdapThatIsSetUpWell(@TempDir Path folder) {
        var ldif = BASE + user("ann") + user("bob") + group("staff", person("ann"));
        var certificates = Certificates.in(folder, "DNS:localhost,IP:127.0.0.1", 90);
        try (var slapd = Slapd.start(Slapd.Options.of(ldif).tls(certificates))) {
            var diagnosis = Ldap.on(slapd.tlsPort())
                    .with("ldap.ssl", "true")
                    .with("ldap.sslCaPath", certificates.authority().toString())
                    .diagnose();
            assertThat(advice(diagnosis)).isEmpty();
            assertThat(values(diagnosis, "server", "vendor")).containsExactly("OpenLDAP");
            assertThat(values(diagnosis, "server", "naming contexts")).containsExactly("dc=bench,dc=example");
            assertThat(values(diagnosis, "server", "controls"))
                    .anyMatch(control -> control.startsWith(RootDse.PAGES + " "));
            assertThat(values(diagnosis, "connection", "encryption").getFirst()).isEqualTo("TLSv1.3");
            assertThat(values(diagnosis, "connection", "certificate"))
                    .containsExactly("CN=test server", "localhost", "127.0.0.1");
            assertThat(values(diagnosis, "connection", "known as")).containsExactly("dn:" + Slapd.ADMIN);
            assertThat(values(diagnosis, "users", "found")).containsExactly("2");
            assertThat(values(diagnosis, "groups", "found")).containsExactly("1");
            assertThat(diagnosis.toString()).doesNotContain("password=admin", "admin]");
        }
    }

    @Test
    void tellsWhatToChange(@TempDir Path folder) {
        var ldif = BASE
                + user("ann")
                + Ldap.entry(
                        "cn=unique,ou=groups,dc=bench,dc=example",
                        "objectClass: groupOfUniqueNames",
                        "cn: unique",
                        "uniqueMember: " + person("ann"));
        var certificates = Certificates.in(folder, "DNS:localhost,IP:127.0.0.1", 20);
        try (var slapd = Slapd.start(Slapd.Options.of(ldif)
                .global("moduleload ppolicy")
                .database("overlay ppolicy")
                .tls(certificates))) {
            assertThat(advice(Ldap.on(slapd.port())
                            .with("ldap.ad", "true")
                            .with("ldap.pagedSearch", "false")
                            .with("ldap.rootPath", "dc=other")
                            .with("sync.userPath", "ou=nowhere")
                            .with("sync.groupPath", "ou=groups,dc=bench,dc=example")
                            .diagnose()))
                    .satisfies(all -> assertThat(String.join("\n", all))
                            .contains(
                                    "! ldap.rootPath is dc=other, and the server holds dc=bench,dc=example",
                                    "! The search below \"ou=nowhere,dc=other\"",
                                    "not Active Directory: bwdc config ldap.ad false",
                                    "bwdc config ldap.pagedSearch true",
                                    "in clear: bwdc config ldap.ssl true, and ldap.startTls true",
                                    "bwdc config ldap.disabledBy pwdAccountLockedTime"))
                    .first()
                    .asString()
                    .startsWith("! ");
            var tls = Ldap.on(slapd.port())
                    .with("ldap.ssl", "true")
                    .with("ldap.startTls", "true")
                    .with("ldap.tlsCaPath", certificates.authority().toString())
                    .with("ldap.disabledBy", "pwdAccountLockedTime")
                    .with("sync.groupObjectClass", "groupOfUniqueNames");
            assertThat(advice(tls.diagnose()))
                    .hasSize(2)
                    .anyMatch(each -> each.contains("certificate expires on"))
                    .anyMatch(each -> each.contains("bwdc config sync.memberAttribute uniqueMember"));
        }
    }

    @Test
    void tellsHowChangesAreKnown() {
        try (var domain = SambaDomain.start()) {
            domain.grantDeletedObjects("svc-reader");
            var ldap = Ldap.activeDirectory(domain);
            assertThat(values(ldap.diagnose(), "reading", "changes")).containsExactly("directory synchronization");
            ldap.with("ldap.username", "svc-reader@corp.example.test");
            assertThat(values(ldap.diagnose(), "reading", "changes")).containsExactly("directory synchronization");
            ldap.with("ldap.username", "svc-bwdc@corp.example.test");
            assertThat(values(ldap.diagnose(), "reading", "changes")).containsExactly("whenChanged");
            assertThat(advice(ldap.diagnose())).anyMatch(each -> each.contains("dsacls"));
        }
    }

    @Test
    void namesServersThatWerePassedOver() {
        try (var slapd = Slapd.start(Slapd.Options.of(BASE + user("ann")))) {
            assertThat(advice(Ldap.on(slapd.port())
                            .with("ldap.hostname", "127.0.0.1:1, 127.0.0.1:" + slapd.port())
                            .diagnose()))
                    .contains("Cannot connect to ldap://127.0.0.1:1: connection refused; ldap://127.0.0.1:"
                            + slapd.port() + " is read instead");
        }
    }

    @Test
    void tellsWhichLimitsAreMet() {
        var ldif = BASE
                + IntStream.range(0, 150).mapToObj(i -> user("u" + i)).collect(Collectors.joining())
                + Ldap.entry(
                        "cn=sync,dc=bench,dc=example",
                        "objectClass: person",
                        "cn: sync",
                        "sn: sync",
                        "userPassword: syncpw");
        try (var slapd = Slapd.start(
                Slapd.Options.of(ldif).global("sizelimit size.soft=20 size.pr=50 size.prtotal=unlimited"))) {
            var ldap = Ldap.on(slapd.port())
                    .with("ldap.username", "cn=sync,dc=bench,dc=example")
                    .with("ldap.password", "syncpw");
            var diagnosis = ldap.diagnose();
            assertThat(values(diagnosis, "users", "limit"))
                    .hasSize(2)
                    .allMatch(limit -> limit.contains("illegal pagedResults page size"));
            assertThat(values(diagnosis, "users", "found")).containsExactly("10 and more");
            assertThat(ldap.readAll().users()).hasSize(150);
            assertThat(advice(ldap.with("ldap.pagedSearch", "false").diagnose()))
                    .first()
                    .asString()
                    .contains("size limit exceeded (4)", "or set ldap.pagedSearch to true");
        }
    }

    @Test
    void readsWithoutPagesWhereTheyAreForbiddenAndNotNeeded() {
        var ldif = BASE
                + IntStream.range(0, 30).mapToObj(i -> user("u" + i)).collect(Collectors.joining())
                + Ldap.entry(
                        "cn=sync,dc=bench,dc=example",
                        "objectClass: person",
                        "cn: sync",
                        "sn: sync",
                        "userPassword: syncpw");
        try (var slapd = Slapd.start(Slapd.Options.of(ldif).global("sizelimit size.soft=500 size.prtotal=disabled"))) {
            var ldap = Ldap.on(slapd.port())
                    .with("ldap.username", "cn=sync,dc=bench,dc=example")
                    .with("ldap.password", "syncpw");
            assertThat(ldap.readAll().users()).hasSize(30);
            assertThat(values(ldap.diagnose(), "users", "limit"))
                    .singleElement()
                    .asString()
                    .contains("pagedResults control not allowed");
        }
    }

    @Test
    void knows389AndItsAttributes() {
        var server = Ds389.shared();
        server.empty();
        server.change(BASE + user("ann") + group("staff", person("ann")));
        var diagnosis = Ldap.on(server.port())
                .with("ldap.username", Ds389.ADMIN)
                .with("ldap.password", Ds389.PASSWORD)
                .diagnose();
        assertThat(values(diagnosis, "server", "vendor")).containsExactly("389 Project");
        assertThat(values(diagnosis, "server", "version"))
                .singleElement()
                .asString()
                .contains("389-Directory/");
        assertThat(advice(diagnosis)).anyMatch(each -> each.contains("bwdc config ldap.disabledBy nsAccountLock"));
        assertThat(diagnosis.toString()).doesNotContain(Ds389.PASSWORD);
        assertThat(advice(Ldap.on(server.port())
                        .with("ldap.username", Ds389.ADMIN)
                        .with("ldap.password", Ds389.PASSWORD)
                        .with("sync.userPath", "ou=nowhere")
                        .diagnose()))
                .first()
                .asString()
                .startsWith("! The search below \"ou=nowhere");
    }
}
