package bwdc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Certificates;
import bwdc.testkit.TestHost;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against servers that misbehave. */
class HttpTest {
    @TempDir
    private Path folder;

    /** What a server does with one connection, after it has read the head of a request. */
    private interface Manners {
        void answer(Socket socket, String head) throws IOException;
    }

    /** A server of raw sockets. */
    private static final class Rude implements AutoCloseable {
        private final ServerSocket server;
        private final List<String> heads = new CopyOnWriteArrayList<>();

        Rude(Manners manners) throws IOException {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try {
                        var socket = server.accept();
                        Thread.ofVirtual().start(() -> serve(socket, manners));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        private void serve(Socket socket, Manners manners) {
            try (socket) {
                var head = head(socket.getInputStream());
                heads.add(head);
                manners.answer(socket, head);
            } catch (IOException e) {
                // The client hung up, which some of these servers provoke.
            }
        }

        private static String head(InputStream in) throws IOException {
            var text = new StringBuilder();
            int next;
            while (text.indexOf("\r\n\r\n") < 0 && (next = in.read()) >= 0) {
                text.append((char) next);
            }
            return text.toString();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static Answer get(TestHost host, URI uri, Duration limit) throws Broken {
        try (var http = new Http(host.host(), new Trust(host.host()), limit)) {
            return http.send(new Request("GET", uri, Map.of(), null), ExitCode.BITWARDEN);
        }
    }

    private static Answer get(URI uri) throws Broken {
        return get(new TestHost(), uri, Duration.ofSeconds(10));
    }

    @Test
    void cutsAnErrorPageOfAHundredMegabytes() throws Exception {
        try (var server = new Rude((socket, head) -> {
            say(socket, "HTTP/1.1 500 X\r\nContent-Length: 104857600\r\n\r\n");
            endless(socket.getOutputStream());
        })) {
            var answer = get(server.uri());
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).hasSize(Http.LONGEST_BODY);
        }
    }

    private static void endless(OutputStream out) throws IOException {
        var block = new byte[1 << 16];
        for (int i = 0; i < 1600; i++) {
            out.write(block);
        }
    }

    @Test
    void waitsNoLongerThanTheLimitForSilenceOrATrickle() throws Exception {
        try (var silent = new Rude((socket, head) -> socket.getInputStream().read());
                var trickling = new Rude((socket, head) -> {
                    say(socket, "HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nx");
                    socket.getInputStream().read();
                })) {
            for (var uri : List.of(silent.uri(), trickling.uri())) {
                assertThatThrownBy(() -> get(new TestHost(), uri, Duration.ofSeconds(1)))
                        .isInstanceOf(Fault.class)
                        .hasMessageContaining("no whole answer within 1 seconds");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nhalf", "nonsense\r\n\r\n"})
    void aConnectionThatBreaksOffIsWorthAnotherTry(String text) throws Exception {
        try (var server = new Rude((socket, head) -> say(socket, text))) {
            assertThatThrownBy(() -> get(server.uri()))
                    .isInstanceOfSatisfying(
                            Broken.class,
                            broken -> assertThat(broken.fault().sentence())
                                    .startsWith("Cannot reach "
                                            + server.uri()
                                                    .resolve("/")
                                                    .toString()
                                                    .replaceFirst("/$", "")));
        }
    }

    /** Whoever is called off leaves nothing under way. */
    @Test
    void hangsUpWhenItIsInterrupted() throws Exception {
        var asked = new CountDownLatch(1);
        var hungUp = new CountDownLatch(1);
        try (var server = new Rude((socket, head) -> {
                    asked.countDown();
                    if (socket.getInputStream().read() < 0) {
                        hungUp.countDown();
                    }
                });
                var http = new Http(new TestHost().host(), new Trust(new TestHost().host()), Duration.ofSeconds(60))) {
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    http.send(new Request("GET", server.uri(), Map.of(), null), ExitCode.DIRECTORY);
                } catch (Broken | IllegalStateException e) {
                    // It was called off.
                }
            });
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (var server = new Rude((socket, head) ->
                say(socket, "HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(get(server.uri()).status()).isEqualTo(302);
        }
    }

    @Test
    void saysWhatIsWrongWithTheWay() {
        assertThatThrownBy(() -> get(URI.create("http://127.0.0.1:1/")))
                .isInstanceOf(Fault.class)
                .hasMessage("Cannot reach http://127.0.0.1:1: connection refused");
        assertThatThrownBy(() -> get(URI.create("http://no-such-host.invalid/")))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("the name no-such-host.invalid is not known");
    }

    @Test
    void goesThroughAProxyWithUserAndPassword() throws Exception {
        try (var proxy = new Rude((socket, head) -> {
            var expected = "Proxy-Authorization: Basic "
                    + Base64.getEncoder().encodeToString("us er:p@ss".getBytes(StandardCharsets.UTF_8));
            say(
                    socket,
                    head.contains(expected)
                            ? "HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\nok"
                            : "HTTP/1.1 407 X\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
        })) {
            var place = "us%20er:p%40ss@127.0.0.1:" + proxy.uri().getPort();
            var host = new TestHost().with("http_proxy", "http://" + place);
            var answer = get(host, URI.create("http://bw.example/x"), Duration.ofSeconds(10));
            assertThat(answer.text()).isEqualTo("ok");
            assertThat(proxy.heads.getFirst()).startsWith("GET http://bw.example/x HTTP/1.1");
        }
    }

    /** As Entra ID refuses a secret; Java calls that a broken connection, which would be tried again. */
    @Test
    void aRefusalNeedNotSayHowToSignIn() throws Exception {
        try (var server = new Rude((socket, head) -> say(socket, "HTTP/1.1 401 X\r\nContent-Length: 4\r\n\r\nwhy?"))) {
            assertThat(get(new TestHost(), server.uri(), Duration.ofSeconds(10)).text())
                    .isEqualTo("why?");
            var host = new TestHost()
                    .with(
                            "HTTP_PROXY",
                            "http://user:x@127.0.0.1:" + server.uri().getPort());
            assertThat(get(host, URI.create("http://bw.example/"), Duration.ofSeconds(10))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void tellsAProxyThatRefusesThePassword() throws Exception {
        try (var proxy = new Rude((socket, head) ->
                say(socket, "HTTP/1.1 407 X\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"))) {
            var host = new TestHost()
                    .with(
                            "HTTP_PROXY",
                            "http://user:topsecret@127.0.0.1:" + proxy.uri().getPort());
            assertThatThrownBy(() -> get(host, URI.create("http://bw.example/"), Duration.ofSeconds(10)))
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.sentence()).contains("the proxy refuses its user or password");
                        assertThat(fault.toString() + fault.getCause()).doesNotContain("topsecret");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                      | bw.example      | true
            bw.example             | bw.example      | true
            .example               | bw.example      | true
            *.example              | bw.example      | true
            example                | bw.example      | true
            ample                  | bw.example      | false
            other, bw.example:80   | bw.example      | true
            bw.example:8080        | bw.example      | false
            10.0.0.0/8             | 10.1.2.3        | true
            10.0.0.0/8             | 11.1.2.3        | false
            10.0.0.0/8             | bw.example      | false
            fe80::/16              | [fe80::1]       | true
            nothing                | localhost       | true
            nothing                | 127.0.0.1       | true
            """)
    void leavesOutTheProxyWhereItIsToldTo(String rule, String host, boolean direct) {
        var proxies = new Proxies(new TestHost()
                .with("HTTP_PROXY", "proxy.example:3128")
                .with("NO_PROXY", rule)
                .host());
        assertThat(proxies.on(URI.create("http://" + host + "/")).isEmpty()).isEqualTo(direct);
    }

    @Test
    void aProxyAddressThatIsNoneIsASettingsErrorWithoutItsPassword() {
        assertThatThrownBy(() -> new Proxies(new TestHost()
                        .with("HTTPS_PROXY", "http://u:topsecret@pro xy:1")
                        .host()))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                    assertThat(fault.sentence()).contains("HTTPS_PROXY").doesNotContain("topsecret");
                });
    }

    @Test
    void trustsTheAuthoritiesThatItIsTold() throws Exception {
        var certificates = Certificates.in(folder);
        var server = https(certificates);
        try {
            for (var name : List.of("localhost", "127.0.0.1")) {
                var uri =
                        URI.create("https://" + name + ":" + server.getAddress().getPort() + "/");
                for (var variable : List.of("BWDC_CA_FILE", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")) {
                    var host = new TestHost()
                            .with(variable, certificates.authority().toString());
                    assertThat(get(host, uri, Duration.ofSeconds(10)).status()).isEqualTo(204);
                }
                assertThatThrownBy(() -> get(uri)).isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.sentence()).contains("an authority that this machine does not know");
                    assertThat(fault.hint().orElse("")).contains("BWDC_CA_FILE");
                });
                // Not obeyed: the members of a password manager are at stake.
                assertThatThrownBy(() -> get(
                                new TestHost().with("NODE_TLS_REJECT_UNAUTHORIZED", "0"), uri, Duration.ofSeconds(10)))
                        .isInstanceOf(Fault.class);
            }
            assertThatThrownBy(() -> get(
                            new TestHost().with("BWDC_CA_FILE", "/nonexistent.pem"),
                            URI.create(
                                    "https://localhost:" + server.getAddress().getPort()),
                            Duration.ofSeconds(10)))
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                        assertThat(fault.sentence()).contains("/nonexistent.pem (BWDC_CA_FILE)");
                    });
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        var certificates = Certificates.in(folder, "DNS:other.example", 30);
        var server = https(certificates);
        try {
            var host =
                    new TestHost().with("BWDC_CA_FILE", certificates.authority().toString());
            var uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
            assertThatThrownBy(() -> get(host, uri, Duration.ofSeconds(10)))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("its certificate is not for this name");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void tellsPlainTextOnATlsPort() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    // Of a server that speaks first, Java's client misses one greeting in some hundreds, and waits.
                    socket.getInputStream().read();
                    say(socket, "220 mail.example ready to serve mail\r\n");
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client hung up.
                }
            });
            assertThatThrownBy(() -> get(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/")))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("it does not speak TLS on this port");
        }
    }

    private static HttpsServer https(Certificates certificates) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var pem = Files.readString(certificates.key()).replaceAll("-----.*-----|\\s", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        try (var in = Files.newInputStream(certificates.certificate())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate});
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
