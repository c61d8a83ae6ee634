package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that answer a search with something else than its end: an error each time, and in bounded time. */
@Timeout(20)
class OddAnswersTest {
    private static final ProtocolOp ENTRY = new SearchResultEntryProtocolOp(
            "uid=ann,ou=people,dc=bench,dc=example",
            List.of(new Attribute("uid", "ann"), new Attribute("mail", "ann@bench.example")));
    private static final ProtocolOp END = new SearchResultDoneProtocolOp(0, null, null, null);

    private static Answer extended(int id, int code, @Nullable String oid) {
        return new Answer(id, new ExtendedResponseProtocolOp(code, null, "", null, oid, null));
    }

    /** One message of the server; the id counts from that of the request, or is 0 for a message nobody asked for. */
    private record Answer(int id, ProtocolOp operation) {}

    private static final Answer TO_THE_SEARCH = new Answer(1, ENTRY);

    @Test
    void aSearchThatIsAnsweredAsAnExtendedOperationIsAnError() throws IOException {
        // Samba's answer to a critical control that it does not know.
        try (var server = new Scripted(false, List.of(extended(1, 12, null)))) {
            fails(server, Duration.ofSeconds(1));
        }
        try (var server = new Scripted(false, List.of(TO_THE_SEARCH, extended(1, 12, null)))) {
            fails(server, Duration.ofSeconds(1));
        }
    }

    @Test
    void aSearchThatIsNeverAnsweredIsAnError() throws IOException {
        // Samba's way with a control whose value it cannot read.
        try (var server = new Scripted(false, List.of())) {
            fails(server, Duration.ofMillis(400));
        }
        try (var server = new Scripted(false, List.of(TO_THE_SEARCH))) {
            fails(server, Duration.ofMillis(400));
        }
    }

    @Test
    void aNoticeOfDisconnectionInTheMiddleIsAnError() throws IOException {
        for (var hangUp : new boolean[] {true, false}) {
            try (var server = new Scripted(hangUp, List.of(TO_THE_SEARCH, extended(0, 52, "1.3.6.1.4.1.1466.20036")))) {
                fails(server, Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void answersToOtherRequestsAreNotTakenForTheEnd() throws IOException {
        try (var server = new Scripted(false, List.of(TO_THE_SEARCH, new Answer(77, END)))) {
            fails(server, Duration.ofMillis(400));
        }
    }

    @Test
    void anEncryptionThatIsNeverMadeIsAnError() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var ldap = Ldap.on(silent.getLocalPort()).with("ldap.ssl", "true").answerLimit(Duration.ofMillis(500));
            assertThatThrownBy(ldap::readAll)
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY));
        }
    }

    @Test
    void theWholeAnswerIsRead() throws IOException {
        try (var server = new Scripted(false, List.of(TO_THE_SEARCH, new Answer(1, END)))) {
            assertThat(Ldap.mails(ldap(server).readAll())).containsExactly("ann@bench.example");
        }
    }

    private static Ldap ldap(Scripted server) {
        return Ldap.on(server.port()).with("sync.groups", "false");
    }

    private static void fails(Scripted server, Duration limit) {
        assertThatThrownBy(ldap(server).answerLimit(limit)::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains("127.0.0.1:" + server.port());
            assertThat(fault.hint().orElse("")).containsIgnoringCase("nothing was sent");
        });
    }

    /** A server that accepts every sign-in and answers every search the same way. */
    private static final class Scripted implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final boolean hangUp;
        private final List<Answer> answers;

        Scripted(boolean hangUp, List<Answer> answers) throws IOException {
            this.hangUp = hangUp;
            this.answers = answers;
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (var client = socket.accept()) {
                        converse(client);
                    } catch (IOException | LDAPException e) {
                        // The client has gone, or the test is over.
                    }
                }
            });
        }

        private void converse(Socket client) throws IOException, LDAPException {
            var in = new ASN1StreamReader(client.getInputStream());
            while (LDAPMessage.readFrom(in, false) instanceof LDAPMessage request) {
                switch (request.getProtocolOpType()) {
                    case 0x60 ->
                        send(client, request.getMessageID(), new BindResponseProtocolOp(0, null, null, null, null));
                    case 0x63 -> {
                        for (var answer : answers) {
                            send(client, answer.id() == 1 ? request.getMessageID() : answer.id(), answer.operation());
                        }
                        if (hangUp) {
                            return;
                        }
                    }
                    default -> {
                        // Unbind and abandon have no answer.
                    }
                }
            }
        }

        private static void send(Socket client, int id, ProtocolOp operation) throws IOException {
            client.getOutputStream()
                    .write(new LDAPMessage(id, operation).encode().encode());
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
