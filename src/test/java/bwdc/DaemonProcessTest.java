package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.DemoFolder;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.settings.RunLock;
import bwdc.testkit.BwdcProcess;
import bwdc.testkit.NotifySink;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bwdc daemon} as a process, with real runs, real signals and a real socket. */
class DaemonProcessTest {
    private static final OrganizationOptions OPTIONS = OrganizationOptions.USUAL;

    /** Those of the launcher. */
    private static final List<String> JVM =
            List.of("-XX:-UsePerfData", "-Xint", "-Xms4m", "-Xmn1m", "-Xmx32m", "--enable-native-access=ALL-UNNAMED");

    private EmbeddedDirectory directory;
    private EmbeddedOrganization organization;
    private DemoFolder place;
    private Map<String, String> environment;

    @BeforeEach
    void start() {
        directory = EmbeddedDirectory.start();
        organization = EmbeddedOrganization.start(OPTIONS);
        place = DemoFolder.create(directory, organization, OPTIONS.clientSecret());
        environment = new HashMap<>(place.environment(OPTIONS.clientId()));
        // The slow answers say yes without doing anything, which a look at the organization would find out.
        environment.put("BWDC_SAFETY_READ_BACK", "off");
    }

    @AfterEach
    void stop() {
        place.close();
        organization.close();
        directory.close();
    }

    private BwdcProcess daemon(String... options) throws IOException {
        var words = new ArrayList<>(List.of("daemon"));
        words.addAll(List.of(options));
        return BwdcProcess.start(JVM, environment, words.toArray(String[]::new));
    }

    private Path folder() {
        return Path.of(environment.getOrDefault("BITWARDENCLI_CONNECTOR_APPDATA_DIR", ""));
    }

    private Path data() {
        return folder().resolve("data.json");
    }

    private String stored() throws IOException {
        return Files.readString(data());
    }

    /** Ends it as {@code kill} does and says how long that took. */
    private static Duration stopped(BwdcProcess daemon, int status) throws Exception {
        long before = System.nanoTime();
        daemon.terminate();
        assertThat(daemon.ended()).as(daemon.printed()).isEqualTo(status);
        return Duration.ofNanos(System.nanoTime() - before);
    }

    @Test
    void syncsAtOnceThenWaitsAndEndsAtOnceWhenAsked() throws Exception {
        try (var daemon = daemon()) {
            daemon.awaitPrinted("next run at");
            assertThat(organization.members()).hasSize(59);
            assertThat(stopped(daemon, 0)).isLessThan(Duration.ofSeconds(3));
            assertThat(daemon.printed()).contains("stopping\n").endsWith("stopped\n");
        }
    }

    private String status() throws Exception {
        try (var status = BwdcProcess.start(JVM, environment, "status", "--json")) {
            assertThat(status.ended()).as(status.printed()).isZero();
            return status.printed();
        }
    }

    @Test
    void statusKnowsWhenItRunsNextAsLongAsItLives() throws Exception {
        var mark = folder().resolve("daemon.json");
        try (var daemon = daemon("--every", "1h")) {
            daemon.await(() -> Files.exists(mark), "the time of the next run");
            var next = Objects.requireNonNull((JsonObject) Json.parse(Files.readAllBytes(mark)))
                    .text("next")
                    .orElseThrow();
            assertThat(Instant.parse(next)).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
            assertThat(status()).contains("\"next\":\"" + next);
            daemon.kill();
            daemon.ended();
        }
        assertThat(mark).exists();
        assertThat(status()).contains("\"next\":null");
        try (var daemon = daemon("--every", "1h")) {
            daemon.awaitPrinted("next run at");
            assertThat(stopped(daemon, 0)).isLessThan(Duration.ofSeconds(3));
        }
        assertThat(mark).doesNotExist();
    }

    @Test
    void finishesTheRequestInFlightAndRemembersIt() throws Exception {
        organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(2)));
        try (var daemon = daemon()) {
            daemon.await(() -> organization.imports().size() == 1, "the import");
            assertThat(stored()).doesNotContain("lastSyncHash");
            assertThat(stopped(daemon, 0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
            assertThat(stored()).contains("lastSyncHash");
        }
    }

    @Test
    void aSyncWithoutDaemonDoesSoToo() throws Exception {
        organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(2)));
        try (var sync = BwdcProcess.start(List.of(), environment, "sync")) {
            sync.await(() -> organization.imports().size() == 1, "the import");
            assertThat(stopped(sync, 143)).isGreaterThan(Duration.ofSeconds(1));
            assertThat(stored()).contains("lastSyncHash");
            assertThat(Files.readString(data().resolveSibling("history.jsonl"))).contains("\"outcome\":\"imported\"");
        }
    }

    @Test
    void aServerThatHangsDoesNotKeepItFromStopping() throws Exception {
        organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(60)));
        try (var daemon = daemon()) {
            daemon.await(() -> organization.imports().size() == 1, "the import");
            assertThat(stopped(daemon, 0)).isLessThan(Duration.ofSeconds(10));
            assertThat(stored()).doesNotContain("lastSyncHash");
        }
    }

    @Test
    void aRunThatHasNotSentAnythingStopsAtOnce() throws Exception {
        organization.replyToSignIns(Reply.hangingUp().after(Duration.ofSeconds(60)));
        try (var daemon = daemon()) {
            daemon.await(() -> !organization.requests().isEmpty(), "the sign-in");
            assertThat(stopped(daemon, 0)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void theSecondSignalEndsItAndItsRunAtOnce() throws Exception {
        organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(60)));
        try (var daemon = daemon()) {
            daemon.await(() -> organization.imports().size() == 1, "the import");
            var run = daemon.children().getFirst();
            daemon.terminate();
            daemon.awaitPrinted("stopping");
            assertThat(stopped(daemon, 143)).isLessThan(Duration.ofSeconds(3));
            run.onExit().get(3, TimeUnit.SECONDS);
        }
    }

    @Test
    void itsRunDoesNotOutliveIt() throws Exception {
        organization.replyToSignIns(Reply.hangingUp().after(Duration.ofSeconds(60)));
        try (var daemon = daemon()) {
            daemon.await(() -> !organization.requests().isEmpty(), "the sign-in");
            var run = daemon.children().getFirst();
            daemon.kill();
            run.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRunThatHangsIsEndedAndTheDaemonLivesOn() throws Exception {
        organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(60)));
        try (var daemon = daemon("--time-limit", "2s")) {
            daemon.awaitPrinted("exit code 9; it is tried again in 1m");
            assertThat(daemon.printed()).contains("The run has taken longer than 2s and was ended.");
            assertThat(stopped(daemon, 0)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aLockThatSomebodyElseHoldsIsNoReasonToEnd() throws Exception {
        try (var lock = RunLock.acquire(folder(), Instant.now());
                var daemon = daemon()) {
            daemon.awaitPrinted("exit code 8; it is tried again in 1m");
            assertThat(daemon.printed()).contains("Another bwdc is at work");
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void seesWhatChangesInDataJson() throws Exception {
        remember(Instant.now().minus(Duration.ofMinutes(5)).plusSeconds(4), 5);
        try (var daemon = daemon()) {
            daemon.awaitPrinted("next run at");
            assertThat(organization.imports()).isEmpty();
            remember(Instant.now().minus(Duration.ofMinutes(5)).plusSeconds(4), 30);
            daemon.await(() -> organization.imports().size() == 1, "the import");
            daemon.await(() -> daemon.printed().split("next run at ", -1).length == 3, "the next time");
            var words = daemon.printed().split("next run at ", -1);
            var next = LocalDateTime.parse(words[2].strip().replace(' ', 'T'))
                    .atZone(ZoneId.systemDefault())
                    .toInstant();
            assertThat(Duration.between(Instant.now(), next)).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        }
    }

    /** As a run that began then would have left it. */
    private void remember(Instant last, long interval) throws IOException {
        var root = Objects.requireNonNull((JsonObject) Json.parse(Files.readAllBytes(data())));
        root.put("lastUserSync", last.toString()).put("lastGroupSync", last.toString());
        root.object("sync").orElseThrow().put("interval", interval);
        Files.writeString(data(), Json.pretty(root));
    }

    @Test
    void saysAtOnceWhatCannotWork() throws Exception {
        remember(Instant.now(), 0);
        refused(3, "Nothing says when to sync: sync.interval is off.\nhint: bwdc config sync.interval 5");
        refused(2, "--every 10s is too often.", "--every", "10s");
        refused(2, "\"Mars/Base\" is no time zone", "--at", "0 2 * * *", "--zone", "Mars/Base");
        refused(2, "--zone does not fit", "--every", "5m", "--zone", "UTC");
        refused(2, "minute", "--at", "61 2 * * *");
        Files.writeString(data(), "{}");
        refused(3, "directory: No directory is chosen.", "--every", "5m");
        Files.writeString(data(), "{");
        refused(3, "Cannot read " + data(), "--every", "5m");
    }

    private void refused(int status, String sentence, String... options) {
        var host = new TestHost().with(environment);
        var words = new ArrayList<>(List.of("daemon"));
        words.addAll(List.of(options));
        var program = new Program(
                new Release("0", Optional::empty),
                Path.of("/nonexistent"),
                Catalog.SOURCES,
                Catalog.SCHEDULERS,
                ended -> {});
        assertThat(program.run(host.host(), words)).as(host.err()).isEqualTo(status);
        assertThat(host.err()).contains(sentence);
    }

    @Test
    void tellsSystemdHowItIs() throws Exception {
        var python = NotifySink.python();
        Assumptions.assumeTrue(python.isPresent(), "python3 is not installed");
        var name = "@bwdc-test-" + ProcessHandle.current().pid();
        environment.put("NOTIFY_SOCKET", name);
        environment.put("WATCHDOG_USEC", "1000000");
        organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(2)));
        try (var sink = NotifySink.listening(python.get(), name);
                var daemon = daemon()) {
            daemon.awaitPrinted("next run at");
            daemon.await(
                    () -> sink.heard().getLast().equals("WATCHDOG=1")
                            && sink.heard().stream().anyMatch(line -> line.startsWith("STATUS=next run at")),
                    "a sign of life while it waits");
            stopped(daemon, 0);
            daemon.await(() -> sink.heard().getLast().startsWith("STOPPING=1"), "the end");
            assertThat(sink.heard()).startsWith("bound", "READY=1", "STATUS=syncing", "WATCHDOG=1");
            assertThat(daemon.printed()).doesNotContain("WARNING");
        }
    }

    @Test
    void idlesInLittleMemoryAndWithoutWork() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc on this machine");
        environment.put("NOTIFY_SOCKET", "/nonexistent/socket");
        try (var daemon = daemon("--every", "15m", "--at", "30 2 * * *")) {
            daemon.awaitPrinted("next run at");
            var status = Files.readString(Path.of("/proc/" + daemon.pid() + "/status"));
            var resident = Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s*([0-9]+) kB.*", "$1"));
            // 46 MB where it was measured.
            assertThat(resident).isBetween(20_000L, 60_000L);
        }
    }
}
