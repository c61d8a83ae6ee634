package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.DemoFolder;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.loopback.Reply;
import bwdc.testkit.Folders;
import bwdc.testkit.Inbox;
import bwdc.testkit.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled runs as processes: killed, stopped, out of time, two at once, on a full disk, and from an older script. */
class ScheduledRunTest {
    private static final OrganizationOptions OPTIONS = OrganizationOptions.USUAL;

    @TempDir
    private Path folder;

    private EmbeddedDirectory directory;
    private EmbeddedOrganization organization;
    private DemoFolder place;
    private Map<String, String> environment;
    private Path state;

    @BeforeEach
    void start() {
        directory = EmbeddedDirectory.start();
        organization = EmbeddedOrganization.start(OPTIONS);
        place = DemoFolder.create(directory, organization, OPTIONS.clientSecret());
        environment = new HashMap<>(place.environment(OPTIONS.clientId()));
        state = Path.of(environment.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"));
    }

    @AfterEach
    void end() {
        place.close();
        organization.close();
        directory.close();
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "bwdc.Main");
    }

    private Process bwdc(String... args) throws IOException {
        var command = new ArrayList<>(java());
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws Exception {
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    private String printed(String... args) throws Exception {
        return output(bwdc(args));
    }

    private String log() throws IOException {
        return Files.exists(state.resolve("bwdc.log")) ? Files.readString(state.resolve("bwdc.log")) : "";
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** A run that has sent its request and waits for an answer. */
    private Process waiting(String... args) throws Exception {
        organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(60)));
        var process = bwdc(args);
        until("the request is sent", () -> !organization.imports().isEmpty());
        return process;
    }

    @Test
    void aRunThatIsKilledIsFoundByTheNext() throws Exception {
        var killed = waiting("sync", "--job", "nightly");
        assertThat(printed("status")).contains("running now   nightly#1, since 20");
        assertThat(printed("history")).contains("running");
        // Another one at the same time is nobody's trouble.
        var second = bwdc("sync", "--job", "nightly");
        assertThat(output(second)).isEmpty();
        assertThat(second.exitValue()).isEqualTo(8);
        killed.destroyForcibly().waitFor();
        assertThat(printed("status")).contains("running now   no");

        assertThat(printed("sync", "--job", "nightly")).isEmpty();
        assertThat(organization.members()).hasSize(59);
        assertThat(printed("history"))
                .containsSubsequence("3  20", "imported", "1  20", "interrupted", "2  20", "locked");
        assertThat(log())
                .contains("INFO  nightly#1 sending request 1 of 1", "WARN  nightly#2 Another bwdc is at work")
                .contains("INFO  nightly#3 imported 13 groups and 59 users in ");
    }

    @Test
    void aRunThatTakesTooLongIsLoggedRecordedAndTold() throws Exception {
        try (var inbox = Inbox.answering(200)) {
            var told = folder.resolve("told");
            environment.put("BWDC_NOTIFY_PING", inbox.address("/uuid"));
            environment.put("BWDC_NOTIFY_COMMAND", "echo $BWDC_OUTCOME $BWDC_EXIT_CODE > " + told);
            environment.put("PATH", System.getenv().getOrDefault("PATH", "/bin"));
            var process = waiting("sync", "--job", "nightly", "--time-limit", "3s");
            assertThat(output(process)).startsWith("The run has taken longer than 3s and was ended.\nhint: ");
            assertThat(process.exitValue()).isEqualTo(9);
            assertThat(log())
                    .contains("ERROR nightly#1 the run failed while sending request 1 of 1, after 3.")
                    .contains("ERROR nightly#1 The run has taken longer than 3s and was ended.");
            assertThat(printed("history")).contains("timed out");
            assertThat(inbox.letters()).extracting(Inbox.Letter::path).containsExactly("/uuid/start", "/uuid/9");
            assertThat(inbox.letters().getLast().body()).contains("has taken longer than 3s");
            assertThat(Files.readString(told)).isEqualTo("timed out 9\n");
        }
    }

    @Test
    void aSignalIsLoggedRecordedAndTold() throws Exception {
        try (var inbox = Inbox.answering(200)) {
            environment.put("BWDC_NOTIFY_PING", inbox.address("/uuid"));
            var process = waiting("sync", "--job", "nightly");
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(log())
                    .contains("ERROR nightly#1 The process was ended by a signal while sending request 1 of 1.");
            assertThat(printed("history")).contains("interrupted");
            assertThat(inbox.letters()).extracting(Inbox.Letter::path).containsExactly("/uuid/start", "/uuid/fail");
        }
    }

    @Test
    void whoeverIsToldCannotFailOrHoldUpARun() throws Exception {
        try (var silent = Inbox.silent();
                var refusing = Inbox.answering(500)) {
            environment.put("BWDC_NOTIFY_PING", silent.address("/very-secret"));
            environment.put("BWDC_NOTIFY_WEBHOOK", refusing.address("/also-secret"));
            environment.put("BWDC_NOTIFY_WHEN", "always");
            environment.put("BWDC_NOTIFY_COMMAND", "exit 3");
            var started = System.nanoTime();
            assertThat(printed("sync", "--job", "nightly")).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
            assertThat(organization.members()).hasSize(59);
            assertThat(log())
                    .contains("WARN  nightly#1 notify.command was not told: it ended with 3")
                    .contains("WARN  nightly#1 notify.webhook was not told: 127.0.0.1:")
                    .contains("WARN  nightly#1 notify.ping took longer than 5 s and was left behind")
                    .doesNotContain("very-secret", "also-secret");
            // A person who types the command is there; nobody else is told.
            int before = refusing.letters().size();
            assertThat(printed("sync")).contains("Syncing complete.");
            assertThat(refusing.letters()).hasSize(before);
        }
    }

    @Test
    void aLogThatCannotBeWrittenStopsNoRun() throws Exception {
        try (var disk = SmallDisk.mount(folder)) {
            disk.fill();
            var log = disk.folder().resolve("bwdc.log");
            assertThat(printed("sync", "--job", "nightly", "--log", log.toString()))
                    .isEqualTo("warning: the log " + log + " could not be written: No space left on device\n");
            assertThat(organization.members()).hasSize(59);
        }
    }

    @Test
    void containersLogToTheirOutput() throws Exception {
        assertThat(printed("sync", "--job", "nightly", "--log", "/dev/stdout", "--log-format", "json"))
                .startsWith("{\"time\":\"20")
                .contains("\"job\":\"nightly\",\"run\":1,\"message\":\"imported 13 groups");
    }

    @Test
    void theOldScriptRunsUnchangedTwiceInARow() throws Exception {
        var home = Files.createDirectory(folder.resolve("home"));
        var bin = Files.createDirectory(folder.resolve("bin"));
        executable(bin.resolve("bwdc"), "#!/bin/sh\nexec '" + String.join("' '", java()) + "' \"$@\"\n");
        var work = Files.createDirectory(folder.resolve("work"));
        Files.writeString(
                work.resolve(".p0"),
                Base64.getEncoder().encodeToString(OPTIONS.clientSecret().getBytes(StandardCharsets.UTF_8)) + "\n");
        executable(work.resolve("bwdc-sync.sh"), """
                #!/bin/sh
                export BW_CLIENTID="%s"
                export BW_CLIENTSECRET=$(base64 -d .p0)
                bwdc login
                bwdc sync >> bwdc.log
                """.formatted(OPTIONS.clientId()));
        environment.remove("BW_CLIENTID");
        environment.remove("BW_CLIENTSECRET_FILE");
        environment.put("HOME", home.toString());
        environment.put("PATH", bin + ":/usr/bin:/bin");
        for (int i = 0; i < 2; i++) {
            var builder = new ProcessBuilder("sh", "./bwdc-sync.sh")
                    .directory(work.toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            var script = builder.start();
            assertThat(output(script)).isEqualTo("You are logged in!\n");
            assertThat(script.exitValue()).isZero();
        }
        assertThat(Files.readString(work.resolve("bwdc.log"))).isEqualTo("""
                        Syncing complete.
                        Synced 13 group(s) and 59 user(s).
                        Syncing complete.
                        Synced 0 group(s) and 0 user(s).
                        """);
        assertThat(organization.members()).hasSize(59);
        assertThat(printed("history")).contains("manual", "imported", "unchanged");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theLogIsFollowedAcrossItsRotation() throws Exception {
        assertThat(printed("sync", "--job", "nightly")).isEmpty();
        var log = state.resolve("bwdc.log");
        var follower = bwdc("log", "--follow", "-n", "1", "--job", "nightly");
        try (var lines = follower.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).contains("nightly#1 imported");
            assertThat(printed("sync", "--job", "other")).isEmpty();
            assertThat(printed("sync", "--job", "nightly")).isEmpty();
            assertThat(lines.readLine()).contains("nightly#3 bwdc 0 begins");
            Files.move(log, state.resolve("bwdc.log.1"));
            assertThat(printed("sync", "--job", "nightly")).isEmpty();
            String line;
            do {
                line = lines.readLine();
            } while (line != null && !line.contains("nightly#4 nothing has changed"));
            assertThat(line).isNotNull();
        } finally {
            follower.destroy();
        }
        Folders.delete(state.resolve("bwdc.log.1"));
    }
}
