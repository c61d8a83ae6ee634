package bwdc.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Programs;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.HostileText;
import bwdc.testkit.Jobs;
import bwdc.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a program gets through cron and sh what the job says, whatever that is. */
class ShellQuotingTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final CronScheduler CRON =
            new CronScheduler(Flavour.DEBIAN, Place.CRONTAB, Instant.parse("2026-03-01T00:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void wordsArriveAsTheyAre() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            arrives(job(new HostileText(seed)), seed);
        }
    }

    private void arrives(ScheduledJob job, long seed) {
        var command = command(job);
        var expected = new ArrayList<>(job.arguments());
        expected.add(job.environment().getOrDefault("VALUE", "?"));
        expected.add(job.folder());
        for (boolean both : new boolean[] {true, false}) {
            var ended = Programs.run(LIMIT, List.of("/bin/sh", "-c", handedOver(command, both)), Map.of(), "");
            assertThat(List.of(ended.out().split("\0", -1)))
                    .as("seed " + seed + ": " + command + ended.err())
                    .startsWith(expected.toArray(String[]::new))
                    .hasSize(expected.size() + 1);
        }
    }

    /** A program with a hostile path that prints its arguments and two variables. */
    private ScheduledJob job(HostileText hostile) throws IOException {
        var home = Files.createDirectories(folder.resolve(hostile.name()));
        var program = home.resolve(hostile.name());
        Files.writeString(
                program, "#!/bin/sh\nprintf '%s\\0' \"$@\" \"$VALUE\" \"$BITWARDENCLI_CONNECTOR_APPDATA_DIR\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var job = Jobs.nightly(Jobs.at("30 2 * * *", "Etc/UTC"), "Etc/UTC");
        return Jobs.withWords(
                job,
                program.toString(),
                "/" + hostile.next(),
                "/" + hostile.name() + "/" + hostile.next(),
                hostile.next());
    }

    private static String line(ScheduledJob job) {
        return CRON.plan(job).blocks().getFirst().lines().lines().toList().getLast();
    }

    private static String command(ScheduledJob job) {
        return line(job).substring("30 2 * * * ".length());
    }

    /**
     * What cron gives to the shell (do_command.c): a backslash before a percent sign goes away, in some crons also one before
     * a backslash; a percent sign of its own would end the command.
     */
    private static String handedOver(String command, boolean backslashesToo) {
        var text = new StringBuilder();
        for (int i = 0; i < command.length(); i++) {
            char each = command.charAt(i);
            assertThat(each).as("a bare %% in " + command).isNotEqualTo('%');
            boolean escape = each == '\\' && i + 1 < command.length();
            char next = escape ? command.charAt(++i) : each;
            if (escape && next != '%' && !(next == '\\' && backslashesToo)) {
                text.append(each);
            }
            text.append(next);
        }
        return text.toString();
    }

    @Test
    void crontabTakesThem() throws IOException {
        Tools.need("crontab");
        var lines = new StringBuilder();
        for (long seed = 0; seed < 60; seed++) {
            lines.append(line(job(new HostileText(seed)))).append('\n');
        }
        var file = Files.writeString(folder.resolve("crontab"), lines, StandardCharsets.UTF_8);
        var check = Programs.run(LIMIT, "crontab", "-n", file.toString());
        assertThat(check.well()).as(check.err()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r", "\0", "tab\there", "\u007f", "\u0085"})
    void valuesOfSeveralLinesAreRefused(String value) {
        var job = Jobs.nightly(Jobs.at("30 2 * * *", "Etc/UTC"), "Etc/UTC");
        refused(() -> Jobs.withWords(job, "/b" + value, "/f", "/l", ""), "control character");
        refused(() -> Jobs.withWords(job, "/b", "/f" + value, "/l", ""), "control character");
        refused(() -> Jobs.withWords(job, "/b", "/f", "/l" + value, ""), "control character");
        refused(() -> Jobs.withWords(job, "/b", "/f", "/l", value), "environment variable VALUE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", ".a", "-a", "_a", "a/b", "../a", "a b", "a\nb", "a;b", "a$b", "a%b", "ä", "a\0", "a'", "a@b"
            })
    void namesOfJobsArePlain(String name) {
        refused(() -> named(name), "cannot be the name of a job");
        assertThat(named("A-1_b.c").name()).isEqualTo("A-1_b.c");
        assertThat(named("x".repeat(64)).name()).hasSize(64);
        refused(() -> named("x".repeat(65)), "cannot be the name of a job");
    }

    private static ScheduledJob named(String name) {
        var job = Jobs.nightly(Jobs.at("30 2 * * *", "Etc/UTC"), "Etc/UTC");
        return new ScheduledJob(
                name,
                job.schedule(),
                job.machineZone(),
                job.user(),
                job.jitter(),
                job.timeLimit(),
                job.program(),
                job.folder(),
                job.log(),
                Map.of(),
                List.of());
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String words) {
        var fault = catchThrowableOfType(Fault.class, what);
        assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(fault.sentence()).contains(words).doesNotContain("\n", "\0");
        assertThat(fault.hint()).isPresent();
    }
}
