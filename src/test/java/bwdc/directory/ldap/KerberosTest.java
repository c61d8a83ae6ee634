package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Certificates;
import bwdc.testkit.Kdc;
import bwdc.testkit.Slapd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL GSSAPI against a real Kerberos server and a real slapd that lets only the account of the ticket read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KerberosTest {
    private static final String ACCOUNT = "cn=sync,dc=bench,dc=example";

    private Path folder;
    private Kdc kdc;
    private Path keytab;
    private Slapd slapd;
    private Optional<Certificates> certificates = Optional.empty();

    @BeforeAll
    void start(@TempDir Path given) {
        folder = given;
        kdc = Kdc.start(folder);
        var service = kdc.keytab("ldap/localhost");
        keytab = kdc.keytab("sync");
        certificates = Optional.of(Certificates.in(folder));
        slapd = Slapd.start(Slapd.Options.of(Ldap.BASE + Ldap.user("ann"))
                .global(
                        "sasl-host localhost",
                        "sasl-secprops minssf=0",
                        "authz-regexp \"^uid=sync,(cn=lab.example,)?cn=gssapi,cn=auth$\" \"" + ACCOUNT + "\"")
                .database("access to * by dn.exact=\"" + ACCOUNT + "\" ssf=56 read by * none")
                .tls(certificates.get())
                .environment(Map.of("KRB5_CONFIG", kdc.configuration().toString(), "KRB5_KTNAME", "FILE:" + service)));
    }

    @AfterAll
    void stop() {
        if (slapd != null) {
            slapd.close();
        }
        if (kdc != null) {
            kdc.close();
        }
    }

    private Ldap ldap() {
        return Ldap.on(slapd.port())
                .with("ldap.hostname", "localhost")
                .with("ldap.signIn", "gssapi")
                .with("ldap.username", "sync@LAB.EXAMPLE")
                .with("ldap.password", "")
                .with("ldap.keytab", keytab.toString())
                .environment("KRB5_CONFIG", kdc.configuration().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync@LAB.EXAMPLE", "sync"})
    void readsWithAKeytab(String username) {
        // The server lets only an encrypted conversation read: it is, although there is no TLS.
        assertThat(Ldap.mails(ldap().with("ldap.username", username).readAll())).containsExactly("ann@bench.example");
    }

    @Test
    void readsWithAKeytabOverTls() {
        var secure = ldap().with("ldap.ssl", "true")
                .with("ldap.sslCaPath", certificates.get().authority().toString())
                .with("ldap.tlsCaPath", certificates.get().authority().toString());
        assertThat(Ldap.mails(secure.with("ldap.startTls", "true").readAll())).containsExactly("ann@bench.example");
        assertThat(Ldap.mails(secure.with("ldap.startTls", "false")
                        .with("ldap.port", Integer.toString(slapd.tlsPort()))
                        .readAll()))
                .containsExactly("ann@bench.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sync@LAB.EXAMPLE"})
    void readsWithATicket(String username) {
        var tickets = kdc.tickets("sync", keytab, "1h");
        var ldap = ldap().with("ldap.keytab", "").with("ldap.username", username);
        for (var name : new String[] {tickets.toString(), "FILE:" + tickets}) {
            assertThat(Ldap.mails(ldap.environment("KRB5CCNAME", name).readAll()))
                    .containsExactly("ann@bench.example");
        }
    }

    @Test
    void saysThatATicketHasExpired() {
        try (var yesterday = kdc.withClock("-25h")) {
            var tickets = yesterday.tickets("sync", keytab, "1h");
            fails(
                    ldap().with("ldap.keytab", "").environment("KRB5CCNAME", tickets.toString()),
                    ExitCode.DIRECTORY,
                    "The Kerberos ticket of sync@LAB.EXAMPLE in " + tickets + " expired at ",
                    "kinit sync@LAB.EXAMPLE");
        }
    }

    @Test
    void saysThatThereIsNoTicket() throws IOException {
        var none = folder.resolve("none");
        fails(
                ldap().with("ldap.keytab", "").environment("KRB5CCNAME", none.toString()),
                ExitCode.DIRECTORY,
                "There is no Kerberos ticket: " + none + " cannot be read.",
                "kinit");
        fails(
                ldap().with("ldap.keytab", "").environment("KRB5CCNAME", "KEYRING:persistent:0"),
                ExitCode.SETTINGS,
                "The ticket cache KEYRING:persistent:0 (KRB5CCNAME) is not a file.",
                "FILE:");
        var junk = Files.writeString(folder.resolve("junk"), "no tickets at all");
        fails(
                ldap().with("ldap.keytab", "").environment("KRB5CCNAME", junk.toString()),
                ExitCode.DIRECTORY,
                "it is not a ticket cache of version 3 or 4",
                "kinit");
    }

    @Test
    void saysWhoseTicketItIs() {
        var tickets = kdc.tickets("other", kdc.keytab("other"), "1h");
        fails(
                ldap().with("ldap.keytab", "").environment("KRB5CCNAME", tickets.toString()),
                ExitCode.DIRECTORY,
                "are those of other@LAB.EXAMPLE, not of sync@LAB.EXAMPLE (ldap.username)",
                "kinit sync@LAB.EXAMPLE");
    }

    @Test
    void saysThatTheClocksDiffer() {
        try (var ahead = kdc.withClock("+2h")) {
            fails(
                    ldap().environment("KRB5_CONFIG", ahead.configuration().toString()),
                    ExitCode.DIRECTORY,
                    "the clocks of this machine and of the Kerberos server differ",
                    "timedatectl");
        }
    }

    @Test
    void saysThatThePrincipalIsUnknownOrNotInTheKeytab() {
        var gone = kdc.keytab("gone");
        kdc.administer("delprinc", "-force", "gone");
        fails(
                ldap().with("ldap.username", "gone@LAB.EXAMPLE").with("ldap.keytab", gone.toString()),
                ExitCode.DIRECTORY,
                "the Kerberos server knows no principal gone@LAB.EXAMPLE",
                "ldap.username");
        fails(
                ldap().with("ldap.username", "sink@LAB.EXAMPLE"),
                ExitCode.DIRECTORY,
                "the keytab holds no key of sink@LAB.EXAMPLE",
                "klist -k");
        fails(ldap().with("ldap.username", "LAB\\sync"), ExitCode.SETTINGS, "is no Kerberos principal", "COMPANY.COM");
        fails(ldap().with("ldap.username", ""), ExitCode.SETTINGS, "Username/password", "ldap.username");
    }

    @Test
    void saysThatTheKeyIsAnOldOne() {
        var old = kdc.keytab("changed");
        kdc.newKeytab("changed");
        fails(
                ldap().with("ldap.username", "changed@LAB.EXAMPLE").with("ldap.keytab", old.toString()),
                ExitCode.DIRECTORY,
                "the keytab's key is not the one of changed@LAB.EXAMPLE",
                "make a new one");
    }

    @Test
    void saysThatTheAccountIsDisabled() {
        var disabled = kdc.keytab("disabled");
        kdc.administer("modprinc", "-allow_tix", "disabled");
        fails(
                ldap().with("ldap.username", "disabled@LAB.EXAMPLE").with("ldap.keytab", disabled.toString()),
                ExitCode.DIRECTORY,
                "the account disabled@LAB.EXAMPLE is disabled, expired or locked",
                "administrator");
    }

    @Test
    void saysThatTheServerIsNotKnownByThatName() {
        fails(
                ldap().with("ldap.hostname", "127.0.0.1"),
                ExitCode.DIRECTORY,
                "Kerberos knows no service ldap/127.0.0.1",
                "full name");
    }

    @Test
    void saysThatTheKerberosServerDoesNotAnswer() throws IOException {
        var nowhere = Files.writeString(
                folder.resolve("nowhere.conf"),
                Files.readString(kdc.configuration()).replaceAll("127.0.0.1:[0-9]+", "127.0.0.1:1"));
        fails(
                ldap().environment("KRB5_CONFIG", nowhere.toString()),
                ExitCode.DIRECTORY,
                "the Kerberos server does not answer",
                "/etc/krb5.conf");
    }

    @Test
    void refusesAKeytabThatOthersCanUse() throws IOException {
        var open = Files.copy(keytab, folder.resolve("open.keytab"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        fails(
                ldap().with("ldap.keytab", open.toString()),
                ExitCode.SETTINGS,
                "The keytab " + open + " (ldap.keytab) can be used by others",
                "chmod 600 " + open);
        fails(
                ldap().with("ldap.keytab", "/nonexistent/keytab"),
                ExitCode.SETTINGS,
                "The keytab /nonexistent/keytab (ldap.keytab) cannot be read.",
                "no such file");
    }

    private static void fails(Ldap ldap, ExitCode code, String sentence, String hint) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.exitCode()).isEqualTo(code);
            assertThat(fault.hint().orElse("")).as(fault.sentence()).contains(hint);
        });
    }
}
