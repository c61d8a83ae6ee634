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

/** SASL EXTERNAL: the client certificate says who reads, against a real slapd that maps it to an account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateSignInTest {
    private static final String ACCOUNT = "cn=sync,dc=bench,dc=example";

    private Path folder;
    private Certificates certificates;
    private Slapd slapd;

    @BeforeAll
    void start(@TempDir Path given) {
        folder = given;
        certificates = Certificates.in(folder);
        slapd = server("TLSVerifyClient demand");
    }

    private Slapd server(String verify) {
        return Slapd.start(Slapd.Options.of(Ldap.BASE + Ldap.user("ann"))
                .global(verify, "authz-regexp \"^cn=client,o=lab$\" \"" + ACCOUNT + "\"")
                .database("access to * by dn.exact=\"" + ACCOUNT + "\" read by * none")
                .tls(certificates));
    }

    @AfterAll
    void stop() {
        slapd.close();
    }

    private Ldap ldap(Slapd server, boolean startTls) {
        return Ldap.on(startTls ? server.port() : server.tlsPort())
                .with("ldap.ssl", "true")
                .with("ldap.startTls", Boolean.toString(startTls))
                .with("ldap.sslCaPath", certificates.authority().toString())
                .with("ldap.tlsCaPath", certificates.authority().toString())
                .with("ldap.signIn", "external")
                .with("ldap.username", "")
                .with("ldap.password", "")
                .with("ldap.sslCertPath", certificates.clientCertificate().toString())
                .with("ldap.sslKeyPath", certificates.clientKey().toString());
    }

    @Test
    void readsAsTheAccountOfTheCertificate() {
        assertThat(Ldap.mails(ldap(slapd, false).readAll())).containsExactly("ann@bench.example");
        assertThat(Ldap.mails(ldap(slapd, true).readAll())).containsExactly("ann@bench.example");
    }

    @Test
    void saysThatTheServerDoesNotAskForCertificates() {
        try (var careless = server("TLSVerifyClient never")) {
            assertThatThrownBy(ldap(careless, false)::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                assertThat(fault.sentence())
                        .contains("refused the sign-in of the certificate " + certificates.clientCertificate());
                assertThat(fault.hint().orElse("")).contains("TLSVerifyClient");
            });
        }
    }

    @Test
    void saysThatTheServerDoesNotTakeTheCertificate() throws IOException {
        var others = Certificates.in(Files.createDirectory(folder.resolve("others")));
        var ldap = ldap(slapd, false)
                .with("ldap.sslCertPath", others.clientCertificate().toString())
                .with("ldap.sslKeyPath", others.clientKey().toString());
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains("ldaps://127.0.0.1:" + slapd.tlsPort());
        });
    }

    @Test
    void needsEncryptionAndBothFiles() {
        fails(ldap(slapd, false).with("ldap.ssl", "false"), "only on an encrypted connection", "ldap.ssl true");
        fails(
                ldap(slapd, false).with("ldap.sslCertPath", ""),
                "Directory configuration incomplete.",
                "ldap.sslCertPath");
        fails(ldap(slapd, false).with("ldap.sslKeyPath", ""), "Directory configuration incomplete.", "ldap.sslKeyPath");
        fails(ldap(slapd, false).with("ldap.signIn", "ntlm"), "There is no sign-in \"ntlm\"", "gssapi");
    }

    private static void fails(Ldap ldap, String sentence, String hint) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        });
    }
}
