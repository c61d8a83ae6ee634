package bwdc.schedule.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.fault.Fault;
import bwdc.host.Programs;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.HostileText;
import bwdc.testkit.Jobs;
import bwdc.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether systemd reads back what a job says, whatever that is. */
class UnitQuotingTest {
    private static final int SEEDS = 150;

    @TempDir
    private Path folder;

    @Test
    void wordsArriveAsTheyAre() {
        int read = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var job = job(new HostileText(seed));
            if (planned(job)) {
                arrives(job, seed);
                read++;
            }
        }
        assertThat(read).isGreaterThan(SEEDS / 4);
    }

    private static void arrives(ScheduledJob job, long seed) {
        var service = SystemdScheduler.ofMachine().plan(job).files().getFirst().content();
        var reader = new UnitReader(service);
        var command = new ArrayList<>(List.of(job.program()));
        command.addAll(job.arguments());
        assertThat(reader.command()).as("seed " + seed).isEqualTo(command);
        assertThat(reader.words("Environment"))
                .as("seed " + seed)
                .containsExactly(
                        "BITWARDENCLI_CONNECTOR_APPDATA_DIR=" + job.folder(),
                        "VALUE=" + job.environment().get("VALUE"));
        assertThat(reader.path("WorkingDirectory")).as("seed " + seed).isEqualTo(job.folder());
        assertThat(reader.words("ReadWritePaths")).as("seed " + seed).first().isEqualTo(job.folder());
        var credential = job.credentials().getFirst();
        assertThat(reader.path("LoadCredential")).as("seed " + seed).isEqualTo("bwdc.key:" + credential.file());
    }

    /** Programs with quotation marks and paths that end with a space or backslash are refused, and only they. */
    private static boolean planned(ScheduledJob job) {
        try {
            SystemdScheduler.ofMachine().plan(job);
            return true;
        } catch (Fault e) {
            boolean program = job.program().matches("(?s).*[\"'\\\\].*");
            boolean folder = job.folder().endsWith("\\") || job.folder().endsWith(" ");
            assertThat(program || folder).as(job + e.sentence()).isTrue();
            return false;
        }
    }

    private ScheduledJob job(HostileText hostile) {
        var program = folder + "/" + hostile.name().replaceAll(hostile.next().length() > 8 ? "[\"'\\\\]" : "^$", "");
        var job = Jobs.withWords(
                Jobs.nightly(Jobs.at("30 2 * * *", "Etc/UTC"), "Etc/UTC"),
                program,
                "/" + hostile.name() + "/" + hostile.next(),
                "/" + hostile.name() + "/" + hostile.next(),
                hostile.next());
        return new ScheduledJob(
                job.name(),
                job.schedule(),
                job.machineZone(),
                job.user(),
                job.jitter(),
                job.timeLimit(),
                job.program(),
                job.folder(),
                job.log(),
                job.environment(),
                List.of(new ScheduledJob.Credential("bwdc.key", "/" + hostile.name(), false)));
    }

    /** At its debug level, verify shows what systemd has understood (analyze-verify.c). */
    @Test
    void systemdReadsThemAndDoesNotComplain() throws IOException {
        Tools.need("systemd-analyze");
        var jobs = new HashMap<String, ScheduledJob>();
        var command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no", "--recursive-errors=yes"));
        for (long seed = 0; seed < SEEDS; seed++) {
            var job = job(new HostileText(seed));
            if (planned(job)) {
                jobs.put("bwdc-" + seed + ".service", job);
                command.add(write("bwdc-" + seed + ".service", job));
            }
        }
        var said = Programs.run(Duration.ofMinutes(1), command, Map.of("LC_ALL", "C.UTF-8"), "");
        assertThat(said.err()).isEmpty();
        assertThat(said.well()).isTrue();
        var shown = Programs.run(
                Duration.ofMinutes(1), command, Map.of("LC_ALL", "C.UTF-8", "SYSTEMD_LOG_LEVEL", "debug"), "");
        for (var unit : shown.out().split("-> Unit ", -1)) {
            Optional.ofNullable(jobs.remove(unit.substring(0, Math.max(0, unit.indexOf(":\n")))))
                    .ifPresent(job -> understood(job, unit));
        }
        assertThat(jobs).as("not shown").isEmpty();
    }

    private String write(String name, ScheduledJob job) throws IOException {
        var program = Files.writeString(Path.of(job.program()), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var service = SystemdScheduler.ofMachine().plan(job).files().getFirst().content();
        return Files.writeString(folder.resolve(name), service).toString();
    }

    private static void understood(ScheduledJob job, String unit) {
        var lines = unit.lines().map(String::stripLeading).toList();
        assertThat(lines)
                .contains("Environment: BITWARDENCLI_CONNECTOR_APPDATA_DIR=" + job.folder())
                .contains("Environment: VALUE=" + job.environment().get("VALUE"));
        assertThat(shown(lines, "WorkingDirectory: ")).isEqualTo(normal(job.folder()));
        assertThat(shown(lines, "ReadWritePaths: ")).startsWith(normal(job.folder()));
        var command = shown(lines, "Command Line: ");
        assertThat(command).endsWith(" --time-limit 2h").contains(" --log ");
        var log = command.substring(command.indexOf(" --log ") + 7, command.lastIndexOf(" --time-limit"));
        assertThat(unquoted(log)).isEqualTo(job.log().replace("$", "$$"));
    }

    private static String shown(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("nothing");
    }

    /** systemd drops slashes and dots that name nothing. */
    private static String normal(String path) {
        return path.replaceAll("(/\\.?)+(?=/|\\z)", "");
    }

    private static String unquoted(String word) {
        return word.startsWith("\"") ? word.substring(1, word.length() - 1).replaceAll("\\\\(.)", "$1") : word;
    }
}
