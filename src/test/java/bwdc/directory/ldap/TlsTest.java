package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Certificates;
import bwdc.testkit.Slapd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encryption and sign-in, against a real slapd with an authority of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private Path folder;
    private Certificates certificates;
    private Slapd slapd;

    @BeforeAll
    void start(@TempDir Path given) {
        folder = given;
        certificates = Certificates.in(folder);
        slapd = Slapd.start(Slapd.Options.of(Ldap.BASE + Ldap.user("ann"))
                .global("security simple_bind=128 tls=1")
                .tls(certificates));
    }

    @AfterAll
    void stop() {
        slapd.close();
    }

    private Ldap ldaps() {
        return Ldap.on(slapd.tlsPort())
                .with("ldap.ssl", "true")
                .with("ldap.sslCaPath", certificates.authority().toString());
    }

    private Ldap startTls() {
        return Ldap.on(slapd.port())
                .with("ldap.ssl", "true")
                .with("ldap.startTls", "true")
                .with("ldap.tlsCaPath", certificates.authority().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void readsByNameAndByAddress(String host) {
        assertThat(Ldap.mails(ldaps().with("ldap.hostname", host).readAll())).containsExactly("ann@bench.example");
        assertThat(Ldap.mails(startTls().with("ldap.hostname", host).readAll())).containsExactly("ann@bench.example");
    }

    @Test
    void refusesACertificateForAnotherName() throws IOException {
        var others = Certificates.in(Files.createDirectory(folder.resolve("others")), "DNS:other.example", 30);
        try (var other = Slapd.start(Slapd.Options.of(Ldap.BASE).tls(others))) {
            for (var host : new String[] {"localhost", "127.0.0.1"}) {
                fails(
                        Ldap.on(other.tlsPort())
                                .with("ldap.hostname", host)
                                .with("ldap.ssl", "true")
                                .with("ldap.sslCaPath", others.authority().toString()),
                        ExitCode.DIRECTORY,
                        "its certificate is not accepted",
                        "made for");
                fails(
                        Ldap.on(other.port())
                                .with("ldap.hostname", host)
                                .with("ldap.ssl", "true")
                                .with("ldap.startTls", "true")
                                .with("ldap.tlsCaPath", others.authority().toString()),
                        ExitCode.DIRECTORY,
                        "its certificate is not accepted",
                        "made for");
            }
            assertThat(Ldap.on(other.tlsPort())
                            .with("ldap.ssl", "true")
                            .with("ldap.sslAllowUnauthorized", "true")
                            .readAll()
                            .users())
                    .isEmpty();
        }
    }

    @Test
    void refusesAnAuthorityThatItDoesNotKnow() throws IOException {
        var others = Certificates.in(Files.createDirectory(folder.resolve("unknown")));
        fails(
                ldaps().with("ldap.sslCaPath", others.authority().toString()),
                ExitCode.DIRECTORY,
                "Cannot connect to ldaps://127.0.0.1:" + slapd.tlsPort(),
                "ldap.sslCaPath");
        fails(
                startTls().with("ldap.tlsCaPath", others.authority().toString()),
                ExitCode.DIRECTORY,
                "Cannot connect to ldap://127.0.0.1:" + slapd.port(),
                "ldap.tlsCaPath");
        fails(
                ldaps().with("ldap.sslCaPath", "/nonexistent/ca.pem"),
                ExitCode.SETTINGS,
                "/nonexistent/ca.pem (ldap.sslCaPath)",
                "");
    }

    @Test
    void passesOverAServerWithTheWrongCertificate() throws IOException {
        var others = Certificates.in(Files.createDirectory(folder.resolve("passed")));
        try (var other = Slapd.start(Slapd.Options.of(Ldap.BASE).tls(others))) {
            for (var snapshot : new bwdc.directory.DirectorySnapshot[] {
                ldaps().with("ldap.hostname", "127.0.0.1:" + other.tlsPort() + ", 127.0.0.1")
                        .readAll(),
                startTls()
                        .with("ldap.hostname", "127.0.0.1:" + other.port() + ", 127.0.0.1")
                        .readAll()
            }) {
                assertThat(Ldap.mails(snapshot)).containsExactly("ann@bench.example");
                assertThat(snapshot.warnings()).singleElement().asString().contains("is read instead");
            }
        }
    }

    @Test
    void showsAClientCertificateWhereOneIsDemanded() {
        try (var strict = Slapd.start(Slapd.Options.of(Ldap.BASE + Ldap.user("ann"))
                .global("TLSVerifyClient demand")
                .tls(certificates))) {
            var ldap = Ldap.on(strict.tlsPort())
                    .with("ldap.ssl", "true")
                    .with("ldap.sslCaPath", certificates.authority().toString());
            assertThatThrownBy(ldap::readAll).isInstanceOf(Fault.class);
            assertThat(Ldap.mails(ldap.with(
                                    "ldap.sslCertPath",
                                    certificates.clientCertificate().toString())
                            .with("ldap.sslKeyPath", certificates.clientKey().toString())
                            .readAll()))
                    .containsExactly("ann@bench.example");
        }
    }

    @Test
    void saysThatTheServerWantsEncryption() {
        fails(Ldap.on(slapd.port()), ExitCode.DIRECTORY, "confidentiality required (13)", "ldap.ssl true");
    }

    @Test
    void neverNamesAPassword() {
        var ldap = ldaps().with("ldap.password", "a-wrong-passw0rd");
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.sentence()).contains("invalid credentials (49)", Slapd.ADMIN);
            for (Throwable each = fault; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("a-wrong-passw0rd");
            }
        });
        assertThat(ldap.debug()).isNotEmpty().noneMatch(line -> line.contains("a-wrong-passw0rd"));
    }

    private static void fails(Ldap ldap, ExitCode code, String sentence, String hint) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(code);
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).as(fault.sentence()).contains(hint);
        });
    }
}
