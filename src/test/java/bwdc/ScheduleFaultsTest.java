package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.DemoFolder;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.host.Programs;
import bwdc.testkit.FastCron;
import bwdc.testkit.InstalledProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A user who is not root schedules a sync in a crontab that holds other lines too, and things go wrong on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleFaultsTest {
    private static final String USER = "bwdc-crontab";
    private static final Path HOME = Path.of("/var/lib", USER);
    private static final Path SPOOL = Path.of("/var/spool/cron/crontabs");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private InstalledProgram program;
    private EmbeddedDirectory directory;
    private EmbeddedOrganization organization;
    private Map<String, String> environment = Map.of();

    @BeforeAll
    void account() throws IOException {
        FastCron.assume();
        program = InstalledProgram.create();
        var options = OrganizationOptions.USUAL;
        directory = EmbeddedDirectory.start();
        organization = EmbeddedOrganization.start(options);
        run("userdel", USER);
        assertThat(run("useradd", "--system", "-m", "-d", HOME.toString(), "-s", "/bin/sh", USER)
                        .err())
                .isEmpty();
        try (var demo = DemoFolder.create(directory, organization, options.clientSecret())) {
            var variables = new java.util.HashMap<>(demo.environment(options.clientId()));
            var from = Path.of(variables.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"));
            var state = HOME.resolve("state");
            run("cp", "-r", from.toString(), state.toString());
            run("chown", "-R", USER, HOME.toString());
            variables.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", state.toString());
            variables.put("BW_CLIENTSECRET_FILE", state.resolve("client-secret").toString());
            variables.put("HOME", HOME.toString());
            variables.put("PATH", System.getenv("PATH"));
            environment = variables;
        }
    }

    @AfterAll
    void gone() throws IOException {
        if (program != null) {
            program.close();
            directory.close();
            organization.close();
            run("userdel", USER);
            run("rm", "-rf", HOME.toString());
        }
    }

    @BeforeEach
    @AfterEach
    void noJobs() {
        run("rm", "-rf", HOME.resolve(".config").toString());
        run("crontab", "-u", USER, "-r");
    }

    private static Programs.Ended run(String... words) {
        return Programs.run(LIMIT, words);
    }

    private List<String> asUser(String... words) {
        var command = new ArrayList<>(
                List.of("runuser", "-u", USER, "--", program.path().toString()));
        command.addAll(List.of(words));
        return command;
    }

    private Programs.Ended bwdc(String... words) {
        return Programs.runAlone(LIMIT, asUser(words), environment);
    }

    private Programs.Ended add(String at) {
        return bwdc(
                "schedule",
                "add",
                "nightly",
                "--at",
                at,
                "--on",
                "cron",
                "--program",
                program.path().toString());
    }

    /** As its owner sees it; in the spool there are three lines of cron's own above. */
    private static String crontab() {
        return new String(run("crontab", "-u", USER, "-l").bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Some lines that only their owner understands, one of them in Latin-1. */
    private static String otherLines() {
        return "# K\u00fcche\nMAILTO=admin@acme.example\n5 4 * * sun echo 50\\% >> /dev/null\n\n";
    }

    private static void install(String lines) throws IOException {
        var file = Files.createTempFile("crontab-", "");
        Files.writeString(file, lines, StandardCharsets.ISO_8859_1);
        assertThat(run("crontab", "-u", USER, file.toString()).err()).isEmpty();
        Files.delete(file);
    }

    @Test
    void otherLinesStayToTheByte() throws IOException {
        install(otherLines());
        assertThat(add("30 2 * * *").err()).isEmpty();
        assertThat(crontab()).startsWith(otherLines()).isNotEqualTo(otherLines());
        var once = crontab();
        assertThat(add("30 2 * * *").out()).contains("was as asked for already");
        assertThat(crontab()).isEqualTo(once);
        assertThat(add("0 4 * * *").err()).isEmpty();
        assertThat(crontab()).contains("0 4 * * * ").doesNotContain("30 2 * * * ");
        assertThat(bwdc("schedule", "remove", "nightly").err()).isEmpty();
        assertThat(crontab()).isEqualTo(otherLines());
    }

    @Test
    void withoutOtherLinesNoCrontabIsLeft() throws IOException {
        assertThat(add("30 2 * * *").err()).isEmpty();
        assertThat(bwdc("schedule", "remove", "nightly").err()).isEmpty();
        assertThat(SPOOL.resolve(USER)).doesNotExist();
    }

    @Test
    void aUserWhoMayHaveNoCrontabIsToldAndNothingIsLeft() throws IOException {
        var deny = Path.of("/etc/cron.deny");
        boolean existed = Files.exists(deny);
        var before = existed ? Files.readString(deny) : "";
        Files.writeString(deny, before + USER + "\n");
        try {
            var ended = add("30 2 * * *");
            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.err()).contains("the crontab of " + USER, "cron.allow and cron.deny");
            assertThat(bwdc("schedule", "list").out()).contains("There are no jobs.");
        } finally {
            if (existed) {
                Files.writeString(deny, before);
            } else {
                Files.delete(deny);
            }
        }
    }

    @Test
    void aBlockChangedByHandIsShownNotOverwritten() throws IOException {
        add("30 2 * * *");
        var edited = crontab().replace("30 2 * * *", "45 3 * * *");
        install(edited);
        var ended = add("0 4 * * *");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("was changed by hand", "- 45 3 * * * ", "+ 0 4 * * * ", "--force");
        assertThat(crontab()).isEqualTo(edited);
        assertThat(bwdc(
                                "schedule",
                                "add",
                                "nightly",
                                "--at",
                                "0 4 * * *",
                                "--on",
                                "cron",
                                "--force",
                                "--program",
                                program.path().toString())
                        .err())
                .isEmpty();
        assertThat(crontab()).contains("0 4 * * * ").doesNotContain("45 3 * * * ");
    }

    @Test
    void anAddThatIsKilledAtAnyMomentIsCompletedByTheNext() throws Exception {
        install(otherLines());
        for (int moment = 0; moment < 4; moment++) {
            var builder = new ProcessBuilder(asUser(
                    "schedule",
                    "add",
                    "nightly",
                    "--at",
                    moment + " 2 * * *",
                    "--on",
                    "cron",
                    "--program",
                    program.path().toString()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            var killed = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            TimeUnit.MILLISECONDS.sleep(300L + moment * 350L);
            killed.descendants().forEach(ProcessHandle::destroyForcibly);
            killed.destroyForcibly().waitFor();
            assertThat(add(moment + " 2 * * *").err()).isEmpty();
            assertThat(crontab()).containsOnlyOnce("begin").contains(moment + " 2 * * * ");
        }
        bwdc("schedule", "remove", "nightly");
        assertThat(crontab()).isEqualTo(otherLines());
    }

    @Test
    void twoAddsAtOnceDoNotMix() throws Exception {
        List<Process> both = new ArrayList<>();
        for (var at : List.of("1 2 * * *", "2 2 * * *")) {
            var builder = new ProcessBuilder(asUser(
                    "schedule",
                    "add",
                    "nightly",
                    "--at",
                    at,
                    "--on",
                    "cron",
                    "--program",
                    program.path().toString()));
            builder.environment().clear();
            builder.environment().putAll(environment);
            both.add(builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        for (var each : both) {
            assertThat(each.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // One after the other, or one of them found the other at work.
            assertThat(each.exitValue()).isIn(0, 8);
        }
        assertThat(both.stream().filter(each -> each.exitValue() == 0)).isNotEmpty();
        assertThat(crontab()).containsOnlyOnce("begin");
        assertThat(bwdc("schedule", "list", "--json").out()).containsOnlyOnce("\"name\":\"nightly\"");
    }
}
