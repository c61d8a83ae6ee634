package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.SambaDomain;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL GSSAPI with a domain controller that is its own Kerberos server, and with tickets of MIT's {@code kinit}. */
class SambaKerberosTest {
    private static SambaDomain domain;
    private static Path configuration;
    private static Path keytab;

    @BeforeAll
    static void start() {
        domain = SambaDomain.startWithKerberos();
        configuration = domain.kerberos();
        keytab = domain.keytab("svc-reader");
    }

    @AfterAll
    static void stop() {
        if (domain != null) {
            domain.close();
        }
    }

    private static Ldap ldap() {
        return Ldap.activeDirectory(domain)
                .with("ldap.port", "389")
                .with("ldap.ssl", "false")
                .with("ldap.signIn", "gssapi")
                .with("ldap.password", "")
                .with("ldap.username", "svc-reader@" + SambaDomain.REALM)
                .with("ldap.keytab", keytab.toString())
                .environment("KRB5_CONFIG", configuration.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"svc-reader@CORP.EXAMPLE.TEST", "svc-reader@corp.example.test", "svc-reader"})
    void readsWithAKeytab(String username) {
        // A domain controller lets nobody read in clear: the conversation is encrypted, although there is no TLS.
        assertThat(Ldap.mails(ldap().with("ldap.username", username).readAll())).contains("alice@corp.example.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "svc-reader@corp.example.test"})
    void readsWithATicket(String username) {
        var tickets = domain.tickets("svc-reader", keytab);
        var ldap = ldap().with("ldap.keytab", "").with("ldap.username", username);
        assertThat(Ldap.mails(ldap.environment("KRB5CCNAME", "FILE:" + tickets).readAll()))
                .contains("alice@corp.example.test");
    }

    @Test
    void saysThatOverTlsTheServerWantsNoKerberos() {
        fails(
                ldap().with("ldap.ssl", "true").with("ldap.port", "636"),
                "Sign or Seal are required",
                "bwdc config ldap.ssl false");
    }

    @ParameterizedTest
    @CsvSource({
        "svc-disabled, 'is disabled, expired or locked'",
        "svc-expired, 'is disabled, expired or locked'",
        "svc-must-change, 'has expired, or must be changed first'"
    })
    void saysWhyASignInIsRefused(String account, String words) {
        fails(
                ldap().with("ldap.username", account + "@" + SambaDomain.REALM)
                        .with("ldap.keytab", domain.keytab(account).toString()),
                words,
                "");
    }

    private static void fails(Ldap ldap, String sentence, String hint) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).as(fault.sentence()).contains(hint);
        });
    }
}
