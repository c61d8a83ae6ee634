package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Slapd;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-ins that a directory refuses, and servers with which none is possible. */
class BindTest {
    private static void fails(Ldap ldap, ExitCode code, String sentence, String hint) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(code);
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).as(fault.sentence()).contains(hint);
        });
    }

    @Test
    void tellsAWrongPasswordAndAnUnknownAccount() {
        try (var slapd = Slapd.start(Slapd.Options.of(Ldap.BASE))) {
            fails(
                    Ldap.on(slapd.port()).with("ldap.password", "wrong"),
                    ExitCode.DIRECTORY,
                    "ldap://127.0.0.1:" + slapd.port() + " refused the sign-in of " + Slapd.ADMIN
                            + ": invalid credentials (49)",
                    "ldap.password");
            fails(
                    Ldap.on(slapd.port()).with("ldap.username", "cn=nobody,dc=bench,dc=example"),
                    ExitCode.DIRECTORY,
                    "cn=nobody,dc=bench,dc=example: invalid credentials (49)",
                    "ldap.username");
            fails(
                    Ldap.on(slapd.port()).with("ldap.username", "BENCH\\admin"),
                    ExitCode.DIRECTORY,
                    "invalid DN syntax (34)",
                    "ldap.username");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap.username", "ldap.password"})
    void neverSignsInAnonymously(String setting) {
        // The port is closed: the settings are refused before anybody is asked.
        for (var blank : List.of("", " ")) {
            fails(Ldap.on(1).with(setting, blank), ExitCode.SETTINGS, "Username/password are not configured.", setting);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "525, there is no such user",
        "52e, 'wrong password, or no such user'",
        "530, not allowed to sign in at this time",
        "531, not allowed to sign in from this computer",
        "532, the password has expired",
        "533, the account is disabled",
        "701, the account has expired",
        "773, the password must be changed first",
        "775, the account is locked",
    })
    void saysInWordsWhatActiveDirectoryMeans(String data, String words) throws LDAPException {
        try (var server = refusing(
                ResultCode.INVALID_CREDENTIALS,
                "80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data " + data
                        + ", v4563\u0000")) {
            fails(
                    Ldap.on(server.getListenPort()).with("ldap.username", "sync@corp.example.test"),
                    ExitCode.DIRECTORY,
                    "refused the sign-in of sync@corp.example.test: " + words + " (49, data " + data + ")",
                    "ldap.username and ldap.password");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "49, 'data 999, v1', 'invalid credentials (49), data 999, v1', does the server want a DN?",
        "8, BindSimple: Transport encryption required., 'strong auth required (8), BindSimple: Transport', ldap.ssl true",
        "13, TLS confidentiality required, 'confidentiality required (13), TLS', ldap.ssl true",
        "53, Account inactivated., 'unwilling to perform (53), Account inactivated.', ldap.username",
        "51, '', busy (51), ldap.username",
    })
    void givesTheCodeAndWhatTheServerSaysItself(int code, String own, String sentence, String hint)
            throws LDAPException {
        try (var server = refusing(ResultCode.valueOf(code), own)) {
            fails(Ldap.on(server.getListenPort()), ExitCode.DIRECTORY, sentence, hint);
        }
    }

    private static InMemoryDirectoryServer refusing(ResultCode code, String diagnostic) throws LDAPException {
        var config = new InMemoryDirectoryServerConfig("dc=bench,dc=example");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
                throw new LDAPException(code, diagnostic);
            }
        });
        var server = new InMemoryDirectoryServer(config);
        server.startListening();
        return server;
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (var host : List.of("localhost", "127.0.0.1")) {
            fails(
                    Ldap.on(port).with("ldap.hostname", host),
                    ExitCode.DIRECTORY,
                    "Cannot connect to ldap://" + host + ":" + port + ": connection refused",
                    "ldap.hostname, ldap.port");
        }
    }

    @Test
    void saysThatTheNameIsNotKnown() {
        // An empty label is no name: it is refused without asking any name server.
        fails(
                Ldap.on(389).with("ldap.hostname", "no..host"),
                ExitCode.DIRECTORY,
                "Cannot connect to ldap://no..host:389: the name is not known",
                "ldap.hostname");
    }

    @Test
    void aServerThatHangsUpIsTold() throws IOException {
        try (var server = Answering.with("")) {
            fails(server.ldap(), ExitCode.DIRECTORY, "ended the connection during signing in", "Nothing was sent");
        }
    }

    @Test
    void aServerThatSaysNothingIsTold() throws IOException {
        try (var server = Answering.never()) {
            fails(
                    server.ldap().answerLimit(Duration.ofMillis(300)),
                    ExitCode.DIRECTORY,
                    "did not answer in time during signing in",
                    "Nothing was sent");
        }
    }

    @Test
    void aNoticeOfDisconnectionIsTold() throws IOException {
        // RFC 4511 4.4.1: an extended response with message id 0, here with unavailable (52).
        try (var server = Answering.with("3024 020100 781f 0a0134 0400 0400 8a16"
                + HexFormat.of()
                        .formatHex("1.3.6.1.4.1.1466.20036".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))) {
            fails(server.ldap(), ExitCode.DIRECTORY, "ended the connection during signing in", "Nothing was sent");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "485454502f312e3120343030204261640d0a0d0a", // HTTP/1.1 400 Bad
                "5353482d322e302d4f70656e5353480d0a", // SSH-2.0-OpenSSH
                "15030300020228", // a TLS alert
                "30847fffffff", // a message of 2 GB
                "300c02010161070a0100", // a message that ends early
                "00",
            })
    void whatIsNotLdapIsTold(String answer) throws IOException {
        try (var server = Answering.with(answer)) {
            fails(
                    server.ldap().answerLimit(Duration.ofSeconds(5)),
                    ExitCode.DIRECTORY,
                    "127.0.0.1:" + server.port(),
                    "");
        }
    }

    @Test
    void ldapsWithAServerThatSpeaksPlainLdapIsTold() {
        try (var slapd = Slapd.start(Slapd.Options.of(Ldap.BASE))) {
            fails(
                    Ldap.on(slapd.port()).with("ldap.ssl", "true"),
                    ExitCode.DIRECTORY,
                    "Cannot connect to ldaps://127.0.0.1:" + slapd.port(),
                    "");
            fails(
                    Ldap.on(slapd.port()).with("ldap.ssl", "true").with("ldap.startTls", "true"),
                    ExitCode.DIRECTORY,
                    "Cannot connect to ldap://127.0.0.1:" + slapd.port(),
                    "");
        }
    }

    /** A server that gives every client the same bytes after its first request, and hangs up. */
    private static final class Answering implements AutoCloseable {
        private final ServerSocket socket;

        private Answering(byte[] answer, boolean hangUp) throws IOException {
            socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        var client = socket.accept();
                        client.getInputStream().read(new byte[4096]);
                        client.getOutputStream().write(answer);
                        client.getOutputStream().flush();
                        if (hangUp) {
                            client.close();
                        } else {
                            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                        }
                    } catch (IOException e) {
                        // The client has gone, or the test is over.
                    }
                }
            });
        }

        static Answering with(String hex) throws IOException {
            return new Answering(HexFormat.of().parseHex(hex.replace(" ", "")), true);
        }

        static Answering never() throws IOException {
            return new Answering(new byte[0], false);
        }

        int port() {
            return socket.getLocalPort();
        }

        Ldap ldap() {
            return Ldap.on(port());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
