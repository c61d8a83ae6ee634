package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Cutter;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A directory with several servers: one that can be used is used, and no other beside it. */
class SeveralServersTest {
    private static final String ROOT = "dc=bench,dc=example";
    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");

    private static FakeDirectory directory(String uid) {
        var directory = new FakeDirectory(ROOT);
        directory.add(new Entry(ROOT, new Attribute("objectClass", "domain"), new Attribute("dc", "bench")));
        for (var name : new String[] {"people", "groups"}) {
            directory.add(new Entry(
                    "ou=" + name + "," + ROOT,
                    new Attribute("objectClass", "organizationalUnit"),
                    new Attribute("ou", name)));
        }
        directory.add(new Entry(
                "uid=" + uid + ",ou=people," + ROOT,
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("uid", uid),
                new Attribute("mail", uid + "@bench.example"),
                new Attribute("modifyTimestamp", "20251201000000Z")));
        return directory;
    }

    private static Ldap ldap(String hostname) {
        return Ldap.on(389).with("ldap.hostname", hostname);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theFirstIsReadWhereItCan() {
        try (var first = directory("first");
                var second = directory("second")) {
            var ldap = ldap("127.0.0.1:" + first.port() + ", 127.0.0.1:" + second.port());
            var snapshot = ldap.readAll();
            assertThat(Ldap.mails(snapshot)).containsExactly("first@bench.example");
            assertThat(snapshot.warnings()).isEmpty();
            assertThat(ldap.debug())
                    .contains("connecting to ldap://127.0.0.1:" + first.port())
                    .noneMatch(line -> line.contains(Integer.toString(second.port())));
        }
    }

    @Test
    void theNextIsReadAfterOneThatIsDown() throws IOException {
        var down = closedPort();
        try (var second = directory("second")) {
            var snapshot =
                    ldap("127.0.0.1:" + down + ",127.0.0.1:" + second.port()).readAll();
            assertThat(Ldap.mails(snapshot)).containsExactly("second@bench.example");
            assertThat(snapshot.warnings())
                    .containsExactly("Cannot connect to ldap://127.0.0.1:" + down
                            + ": connection refused; ldap://127.0.0.1:" + second.port() + " is read instead");
        }
    }

    @Test
    void theNextIsReadAfterOneThatSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var second = directory("second")) {
            var snapshot = ldap("127.0.0.1:" + silent.getLocalPort() + ",127.0.0.1:" + second.port())
                    .answerLimit(Duration.ofMillis(500))
                    .readAll();
            assertThat(Ldap.mails(snapshot)).containsExactly("second@bench.example");
            assertThat(snapshot.warnings().getFirst()).contains("did not answer in time during signing in");
        }
    }

    @Test
    void aRefusedPasswordIsNotTriedElsewhere() {
        try (var first = directory("first");
                var second = directory("second")) {
            var ldap = ldap("127.0.0.1:" + first.port() + ", 127.0.0.1:" + second.port())
                    .with("ldap.password", "wrong");
            assertThatThrownBy(ldap::readAll)
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("127.0.0.1:" + first.port() + " refused the sign-in");
            assertThat(ldap.debug()).noneMatch(line -> line.contains(Integer.toString(second.port())));
        }
    }

    @Test
    void allOfThemAreNamedWhereNoneCan() throws IOException {
        var one = closedPort();
        assertThatThrownBy(() -> ldap("127.0.0.1:" + one + " no..host").readAll())
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                    assertThat(fault.sentence()).isEqualTo("None of the 2 servers of the directory can be used.");
                    assertThat(fault.details())
                            .containsExactly(
                                    "Cannot connect to ldap://127.0.0.1:" + one + ": connection refused",
                                    "Cannot connect to ldap://no..host:389: the name is not known");
                    assertThat(fault.hint().orElse("")).contains("ldap.hostname");
                });
    }

    @Test
    void oneThatFailsInTheMiddleIsAnErrorAndTheNextRunMayTakeAnother() throws IOException {
        try (var first = directory("first");
                var second = directory("second");
                var cutter = new Cutter(first.port()).after(2, Cutter.Cut.BETWEEN_MESSAGES)) {
            var ldap = ldap("127.0.0.1:" + cutter.port() + ",127.0.0.1:" + second.port());
            assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                assertThat(fault.sentence()).contains("127.0.0.1:" + cutter.port() + " ended the connection");
            });
            assertThat(ldap.debug()).noneMatch(line -> line.contains(Integer.toString(second.port())));
            cutter.stop();
            assertThat(Ldap.mails(ldap.readAll())).containsExactly("second@bench.example");
        }
    }

    @Test
    void whatAnotherServerKnowsIsReadWhole() throws IOException {
        try (var first = directory("first");
                var second = directory("second");
                var cutter = new Cutter(first.port()).after(1_000, Cutter.Cut.BETWEEN_MESSAGES)) {
            var ldap = ldap("127.0.0.1:" + cutter.port() + ",127.0.0.1:" + second.port())
                    .with("sync.revisionDateAttribute", "modifyTimestamp");
            var before = ldap.readAll();
            assertThat(ldap.readSince(EARLIER, before.next()).full()).isFalse();
            cutter.stop();
            var after = ldap.readSince(EARLIER, before.next());
            assertThat(after.full()).isTrue();
            assertThat(Ldap.mails(after)).containsExactly("second@bench.example");
            assertThat(ldap.readSince(EARLIER, after.next()).full()).isFalse();
        }
    }

    @Test
    void thoseThatDnsNamesAreRead() throws IOException {
        try (var server = directory("published");
                var names =
                        NameServer.with("0 0 " + closedPort() + " localhost", "1 0 " + server.port() + " localhost")) {
            var ldap = ldap("srv:localhost").with("sync.revisionDateAttribute", "modifyTimestamp");
            var settings = ldap.settings();
            var choice = new ServerChoice(
                    LdapSettings.of(settings), ldap.trust(), Duration.ofSeconds(5), names.url(), ldap.debug()::add);
            try (var chosen = choice.open(bwdc.directory.Cursor.NONE)) {
                assertThat(chosen.settings().address()).isEqualTo("ldap://localhost:" + server.port());
                assertThat(chosen.warnings()).hasSize(1);
                var next = chosen.remembered(new bwdc.directory.Cursor(java.util.Map.of("a", "b")));
                assertThat(next.values()).containsEntry("a", "b").containsEntry("ldap.host", "localhost");
            }
            assertThat(names.asked()).containsExactly("_ldap._tcp.localhost.");
            assertThat(ldap.debug()).anySatisfy(line -> assertThat(line).contains("localhost, localhost"));
        }
    }
}
