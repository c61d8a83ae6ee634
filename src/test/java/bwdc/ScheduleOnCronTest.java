package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.DemoFolder;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.host.Programs;
import bwdc.testkit.FastCron;
import bwdc.testkit.InstalledProgram;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root schedules a sync for an account of its own; Debian's cron runs it; then one thing after another breaks. */
class ScheduleOnCronTest {
    private static final String USER = "bwdc-nightly";
    private static final Path ALLOW = Path.of("/etc/cron.allow");
    private static final Path CRON_D = Path.of("/etc/cron.d/bwdc-often");

    @TempDir
    private Path folder;

    private Optional<String> allowBefore = Optional.empty();
    private Map<String, String> environment = new HashMap<>();
    private TestHost last = new TestHost();

    @BeforeEach
    void rememberTheMachine() throws IOException {
        FastCron.assume();
        allowBefore = Files.exists(ALLOW) ? Optional.of(Files.readString(ALLOW)) : Optional.empty();
        cleanUp();
    }

    @AfterEach
    void cleanUp() throws IOException {
        Programs.run(Duration.ofSeconds(20), "userdel", USER);
        Programs.run(Duration.ofSeconds(20), "rm", "-rf", "/var/lib/" + USER);
        Files.deleteIfExists(CRON_D);
        if (allowBefore.isPresent()) {
            Files.writeString(ALLOW, allowBefore.get());
        } else {
            Files.deleteIfExists(ALLOW);
        }
    }

    private int bwdc(String... args) {
        last = new TestHost().with(environment);
        var program = new Program(
                new Release("0", Optional::empty),
                Path.of("/nonexistent"),
                Catalog.SOURCES,
                Catalog.SCHEDULERS,
                status -> {});
        return program.run(last.host(), List.of(args));
    }

    private int add(InstalledProgram program, String... more) {
        var words = new java.util.ArrayList<>(List.of(
                "schedule",
                "add",
                "often",
                "--at",
                "* * * * *",
                "--on",
                "cron",
                "--user",
                USER,
                "--program",
                program.path().toString(),
                "--yes"));
        words.addAll(List.of(more));
        return bwdc(words.toArray(String[]::new));
    }

    @Test
    void runsAtNightAndSaysWhatIsBroken() throws Exception {
        var options = OrganizationOptions.USUAL;
        try (var directory = EmbeddedDirectory.start();
                var organization = EmbeddedOrganization.start(options);
                var demo = DemoFolder.create(directory, organization, options.clientSecret());
                var program = InstalledProgram.create()) {
            tryOutAsRoot(demo.environment(options.clientId()));
            Files.writeString(ALLOW, "alice\n");

            assertThat(add(program)).as(last.err()).isZero();
            assertThat(last.out())
                    .contains(USER + " made", "sign-in", "works as " + USER, "put into " + ALLOW, CRON_D.toString());
            var state = Path.of("/var/lib", USER, ".config", "Bitwarden Directory Connector");
            assertThat(Files.readString(ALLOW)).isEqualTo("alice\n" + USER + "\n");
            assertThat(Files.readString(CRON_D)).doesNotContain(options.clientSecret());
            try (var _ = FastCron.start()) {
                var history = state.resolve("history.jsonl");
                var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (!Files.exists(history) || Files.readAllLines(history).size() < 2) {
                    assertThat(System.nanoTime())
                            .as("cron has not run it twice")
                            .isLessThan(end);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                assertThat(organization.members()).hasSize(59);
                assertThat(bwdc("history", "--job", "often", "--json")).isZero();
                assertThat(last.out()).contains("\"trigger\":\"schedule\"").doesNotContain("manual");
                assertThat(bwdc("schedule", "verify", "often")).as(last.out()).isZero();
                assertThat(last.out()).contains("checks passed").doesNotContain("FAIL");
                breakOneThingAfterAnother(state, program);
            }
            assertThat(bwdc("schedule", "verify")).as(last.out()).isEqualTo(3);
            assertThat(last.out()).contains("cron is not running");
            assertThat(bwdc("schedule", "remove", "often")).isZero();
            assertThat(CRON_D).doesNotExist();
            assertThat(Files.readString(ALLOW)).isEqualTo("alice\n");
        }
    }

    /** The administrator has settings of their own that work, with encrypted secrets. */
    private void tryOutAsRoot(Map<String, String> demo) throws IOException {
        environment = new HashMap<>(Map.of(
                "HOME",
                folder.resolve("home").toString(),
                "BWDC_JOBS_DIR",
                folder.resolve("jobs").toString(),
                "PATH",
                System.getenv("PATH")));
        var own = folder.resolve("home/.config/Bitwarden Directory Connector");
        Files.createDirectories(own);
        var from = Path.of(demo.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"));
        Files.copy(from.resolve("data.json"), own.resolve("data.json"));
        var password = Files.writeString(folder.resolve("password"), EmbeddedDirectory.PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        assertThat(bwdc("config", "ldap.password", "--secretfile", password.toString()))
                .as(last.err())
                .isZero();
        environment.put("BW_CLIENTID", demo.get("BW_CLIENTID"));
        environment.put("BW_CLIENTSECRET_FILE", demo.get("BW_CLIENTSECRET_FILE"));
        assertThat(bwdc("login")).as(last.err()).isZero();
        environment.remove("BW_CLIENTID");
        environment.remove("BW_CLIENTSECRET_FILE");
    }

    private void breakOneThingAfterAnother(Path state, InstalledProgram program) throws Exception {
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        names("is open to others", "chmod 700");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));

        Files.writeString(ALLOW, "alice\n");
        names(USER + " is not in " + ALLOW);
        Files.writeString(ALLOW, "alice\n" + USER + "\n");

        var moved = Files.move(program.path(), program.path().resolveSibling("elsewhere"));
        names(program.path() + " does not run as " + USER);
        Files.move(moved, program.path());

        var secrets = state.resolve("secrets.json");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r--r--"));
        names("sign-in", "Other users have rights to " + secrets, "chmod 600 " + secrets);
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));

        var lines = Files.readString(CRON_D);
        Files.writeString(CRON_D, lines.replace("* * * * *", "0 0 1 1 *"));
        names(CRON_D + " was changed since");
        Files.writeString(CRON_D, lines);

        assertThat(bwdc("schedule", "verify", "often")).as(last.out()).isZero();
    }

    private void names(String... texts) {
        assertThat(bwdc("schedule", "verify", "often")).isEqualTo(3);
        assertThat(last.out()).contains(texts).contains("FAIL");
    }
}
