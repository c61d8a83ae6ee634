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
import bwdc.testkit.FastCron;
import bwdc.testkit.Folders;
import bwdc.testkit.InstalledProgram;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as processes: killed, twice at once, started by cron, and telling its story. */
class ProcessTest {
    @TempDir
    private Path folder;

    private static ProcessBuilder bwdc(Map<String, String> environment, String... args) {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "bwdc.Main");
        command.command().addAll(List.of(args));
        command.environment().clear();
        command.environment().putAll(environment);
        return command.redirectErrorStream(true);
    }

    private static String output(Process process) throws Exception {
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    @Test
    void aRunThatIsKilledAtAnyMomentIsCompletedByTheNext() throws Exception {
        var options = OrganizationOptions.USUAL;
        try (var directory = EmbeddedDirectory.start()) {
            for (int moment = 0; moment < 14; moment++) {
                try (var organization = EmbeddedOrganization.start(options);
                        var place = DemoFolder.create(directory, organization, options.clientSecret())) {
                    var environment = place.environment(options.clientId());
                    var data = Path.of(environment.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"), "data.json");
                    var killed = bwdc(environment, "sync").start();
                    TimeUnit.MILLISECONDS.sleep(60L + moment * 70L);
                    killed.destroyForcibly().waitFor();
                    Json.parse(Files.readAllBytes(data));
                    var hashBefore = Files.readString(data).contains("lastSyncHash");
                    var next = bwdc(environment, "sync").start();
                    assertThat(output(next)).contains("Syncing complete.");
                    // What is remembered was accepted; what was not remembered is sent again.
                    assertThat(organization.members()).hasSize(59);
                    assertThat(organization.groups()).hasSize(13);
                    assertThat(organization.imports()).hasSizeBetween(1, hashBefore ? 1 : 2);
                }
            }
        }
    }

    @Test
    void twoRunsAtOnceDoNotMix() throws Exception {
        var options = OrganizationOptions.USUAL;
        try (var directory = EmbeddedDirectory.start();
                var organization = EmbeddedOrganization.start(options);
                var place = DemoFolder.create(directory, organization, options.clientSecret())) {
            organization.replyToSignIns(Reply.hangingUp().after(Duration.ofSeconds(30)));
            var environment = place.environment(options.clientId());
            var lock = Path.of(environment.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"), "bwdc.lock");
            var first = bwdc(environment, "sync").start();
            while (!Files.exists(lock) || Files.readString(lock).isBlank()) {
                assertThat(first.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            var second = bwdc(environment, "sync").start();
            assertThat(output(second)).contains("Another bwdc is at work", "pid " + first.pid());
            assertThat(second.exitValue()).isEqualTo(8);
            // SIGTERM ends a run that waits for a server within seconds.
            first.destroy();
            assertThat(first.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRunThatTakesTooLongIsEnded() throws Exception {
        var options = OrganizationOptions.USUAL;
        try (var directory = EmbeddedDirectory.start();
                var organization = EmbeddedOrganization.start(options);
                var place = DemoFolder.create(directory, organization, options.clientSecret())) {
            organization.replyToImports(Reply.empty(200).after(Duration.ofSeconds(60)));
            var environment = place.environment(options.clientId());
            var process = bwdc(environment, "sync", "--time-limit", "2s").start();
            assertThat(output(process))
                    .startsWith("The run has taken longer than 2s and was ended.\nhint: nothing is remembered of it");
            assertThat(process.exitValue()).isEqualTo(9);
            // What was not acknowledged is not remembered.
            assertThat(Files.readString(Path.of(environment.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"), "data.json")))
                    .doesNotContain("lastSyncHash");
        }
    }

    @Test
    void versionAndHelpTouchNothing() throws Exception {
        var environment = Map.of(
                "BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder.resolve("state").toString());
        for (var option : List.of("--version", "-v", "--help", "data-file")) {
            var process = bwdc(environment, option).start();
            assertThat(output(process)).isNotBlank();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsItsStoryAndLeavesNothingBehind() throws IOException {
        var before = demoFolders();
        var host = new TestHost();
        var program = new Program(
                new Release("0", java.util.Optional::empty),
                Path.of("/nonexistent"),
                Catalog.SOURCES,
                Catalog.SCHEDULERS,
                status -> {});
        assertThat(program.run(host.host(), List.of("demo"))).isZero();
        assertThat(host.out())
                .contains(
                        "$ bwdc login\n  You are logged in!",
                        "58 enabled users, 1 disabled user",
                        "Synced 13 group(s) and 59 user(s).",
                        "+ wanda.keita@acme.example\n",
                        "- stefan.maier@acme.example\n",
                        "+ mei.chen@acme.example in finance",
                        "- mei.chen@acme.example in sales",
                        "Synced 0 group(s) and 0 user(s).\n  requests sent: 0",
                        "bwdc config --check");
        assertThat(demoFolders()).isEqualTo(before);
    }

    private static List<Path> demoFolders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("bwdc-demo-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void runsFromCronAsAUserWithoutAHome() throws Exception {
        FastCron.assume();
        var user = "bwdc-test";
        command("userdel", user);
        assertThat(command("useradd", "--system", "-M", "-d", "/nonexistent/" + user, "-s", "/usr/sbin/nologin", user))
                .isZero();
        var options = OrganizationOptions.USUAL;
        // Everything on the way to a folder of another user must be open to that user.
        var place = Files.createTempDirectory("bwdc-cron-");
        try (var directory = EmbeddedDirectory.start();
                var organization = EmbeddedOrganization.start(options);
                var demo = DemoFolder.create(directory, organization, options.clientSecret());
                var program = InstalledProgram.create()) {
            var environment = demo.environment(options.clientId());
            var from = Path.of(environment.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"));
            for (var name : List.of("data.json", "client-secret")) {
                Files.copy(from.resolve(name), place.resolve(name));
            }
            assertThat(command("chown", "-R", user, place.toString())).isZero();
            var line = "* * * * * BITWARDENCLI_CONNECTOR_APPDATA_DIR=" + place
                    + " BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS=true BW_CLIENTID=" + options.clientId()
                    + " BW_CLIENTSECRET_FILE=" + place.resolve("client-secret") + " " + program.path() + " sync >> "
                    + place.resolve("bwdc.log") + " 2>&1\n";
            var table = Files.writeString(place.resolve("crontab"), line);
            assertThat(command("crontab", "-u", user, table.toString())).isZero();
            try (var _ = FastCron.start()) {
                var log = place.resolve("bwdc.log");
                var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (!Files.exists(log) || !Files.readString(log).contains("Synced 0 group(s)")) {
                    assertThat(System.nanoTime())
                            .as("cron has not run it twice")
                            .isLessThan(end);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                assertThat(Files.readString(log))
                        .startsWith("Syncing complete.\nSynced 13 group(s) and 59 user(s).\nSyncing complete.\n");
                assertThat(organization.members()).hasSize(59);
            } finally {
                command("crontab", "-u", user, "-r");
            }
        } finally {
            command("userdel", user);
            Folders.delete(place);
        }
    }

    private static int command(String... words) throws Exception {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
