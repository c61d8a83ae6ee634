package bwdc.directory.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.loopback.VendorServer;
import bwdc.directory.Surroundings;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.http.SideBySide;
import bwdc.http.Trust;
import bwdc.json.JsonObject;
import bwdc.secret.Secret;
import bwdc.testkit.TestHost;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudApiTest {
    @TempDir
    private Path folder;

    private final AtomicInteger tokens = new AtomicInteger();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private VendorServer server;
    private Wire wire;
    private CloudApi api;

    @BeforeEach
    void start() throws Exception {
        server = VendorServer.start(this::answer);
        var authority = Files.writeString(folder.resolve("authority.pem"), server.certificate());
        var host = new TestHost().with("BWDC_CA_FILE", authority.toString()).host();
        wire = new Wire(
                new Surroundings(host, new Trust(host), text -> {}, text -> {}),
                new Vendor(),
                8,
                Duration.ofSeconds(2),
                pauses::add,
                Gate.OPEN);
        api = new CloudApi(wire, server.url(), new BearerToken(this::signIn, Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        wire.close();
        server.close();
    }

    private BearerToken.Granted signIn() {
        return new BearerToken.Granted(Secret.of("token" + tokens.incrementAndGet()), Duration.ofHours(1));
    }

    private Reply answer(Ask ask) {
        if (!ask.header("authorization").orElse("").equals("Bearer token" + tokens.get())) {
            return Reply.json(401, new JsonObject());
        }
        return Reply.json(200, new JsonObject().put("path", ask.path()).put("value", List.of(new JsonObject())));
    }

    private static final class Vendor implements Dialect {
        @Override
        public String vendor() {
            return "The vendor";
        }

        @Override
        public Fault fault(Answer answer, URI uri) {
            return Fault.of(ExitCode.DIRECTORY, "The vendor answered " + answer.status() + ".");
        }

        @Override
        public boolean asksToSlowDown(Answer answer) {
            return answer.status() == 403 && answer.text().contains("quota");
        }
    }

    private String read(String path) {
        return api.get(api.at(path)).object().text("path").orElseThrow();
    }

    private void fails(String words) {
        assertThatThrownBy(() -> read("/users")).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains(words).doesNotContain("token1");
        });
    }

    /** After the first problem of several questions no vendor is asked anything more. */
    @Test
    void whoeverIsInterruptedAsksNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> read("/users")).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(read("/users")).isEqualTo("/users");
        assertThat(server.asks()).hasSize(1);
    }

    @Test
    void severalAreAskedAtOnceAndAnsweredInOrder() {
        server.delay(Duration.ofMillis(50));
        var paths = IntStream.range(0, 40).mapToObj(i -> "/users/" + i).toList();
        assertThat(new SideBySide(8).map(paths, this::read)).isEqualTo(paths);
        assertThat(server.mostAtOnce()).isEqualTo(8);
        assertThat(tokens).hasValue(1);
    }

    @Test
    void aTokenThatEndsInTheMiddleIsRenewedOnceForAll() {
        read("/users");
        server.delay(Duration.ofMillis(20));
        tokens.incrementAndGet();
        assertThat(new SideBySide(8).map(List.of("/a", "/b", "/c", "/d"), this::read))
                .containsExactly("/a", "/b", "/c", "/d");
        assertThat(tokens).hasValueLessThanOrEqualTo(6);
    }

    @Test
    void aNewTokenThatIsRefusedTooIsAFault() {
        server.reply(ask -> true, Reply.json(401, new JsonObject()), Reply.json(401, new JsonObject()));
        fails("401");
        assertThat(server.asks()).hasSize(2);
    }

    @Test
    void whatMaySucceedLaterIsTriedAgain() {
        server.reply(
                ask -> true,
                Reply.empty(429).with("Retry-After", "7"),
                Reply.empty(503),
                Reply.hangingUp(),
                Reply.text(403, "application/json", "{\"why\":\"quota\"}"));
        assertThat(read("/users")).isEqualTo("/users");
        assertThat(pauses)
                .anySatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7)));
        assertThat(server.asks()).hasSize(5);
    }

    @Test
    void triesEnd() {
        server.reply(
                ask -> true, java.util.Collections.nCopies(9, Reply.empty(503)).toArray(Reply[]::new));
        fails("503");
        assertThat(server.asks()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":[{}", "<html>sign in</html>", "", "[1,2"})
    void whatIsNotWholeOrNoJsonIsAFault(String body) {
        server.reply(ask -> true, Reply.text(200, "application/json", body));
        fails("is not the expected one");
    }

    @Test
    void anErrorIsNotAnEmptyList() {
        server.reply(
                ask -> true,
                Reply.json(200, new JsonObject().put("error", "no")),
                Reply.json(200, new JsonObject().put("value", List.of("text"))));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> api.get(api.at("/users")).objects("value"))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("the list that was asked for is not in it");
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.reply(ask -> true, Reply.empty(302).with("Location", "https://elsewhere.example/"));
        fails("it points to https://elsewhere.example/");
        assertThat(server.asks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/users",
                "http://127.0.0.1/users",
                "https://127.0.0.1:1/users",
                "//elsewhere.example/a"
            })
    void theCredentialGoesNowhereElse(String link) {
        assertThatThrownBy(() -> api.get(api.next(api.at("/users"), link)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("as the place of more entries");
        assertThat(tokens).hasValue(0);
        assertThat(server.asks()).isEmpty();
    }

    @Test
    void theNextPageMayBeRelative() {
        assertThat(api.next(api.at("/users?page=1"), "/users?page=2")).isEqualTo(api.at("/users?page=2"));
        assertThatThrownBy(() -> api.next(api.at("/users"), "not an address")).isInstanceOf(Fault.class);
    }

    @Test
    void aSlowAnswerEnds() {
        server.reply(ask -> true, Reply.empty(200).after(Duration.ofSeconds(5)));
        fails("no whole answer within 2 seconds");
    }

    @Test
    void theFirstProblemEndsAllOfIt() {
        List<String> done = new ArrayList<>();
        server.reply(ask -> ask.path().equals("/3"), Reply.empty(404));
        assertThatThrownBy(() -> new SideBySide(2)
                        .map(IntStream.range(0, 100).mapToObj(i -> "/" + i).toList(), this::read)
                        .forEach(done::add))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("404");
        assertThat(done).isEmpty();
        assertThat(server.asks()).hasSizeLessThan(20);
    }
}
