package bwdc.schedule.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Programs;
import bwdc.schedule.Installation;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.Golden;
import bwdc.testkit.Jobs;
import bwdc.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told, and what it thinks of that. */
class SystemdSchedulerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Schedule NIGHTLY = Jobs.at("30 2 * * *", "Europe/Berlin");

    @TempDir
    private Path folder;

    @Test
    void aServiceAndATimerOfTheMachine() throws IOException {
        var job = withSecrets(Jobs.nightly(NIGHTLY, "Etc/UTC"), Duration.ofMinutes(10));
        Golden.compare("systemd/machine", SystemdScheduler.ofMachine().plan(job));
        verify(SystemdScheduler.ofMachine(), job, "--system");
    }

    @Test
    void unitsOfAUser() throws IOException {
        var job = Jobs.nightly(Jobs.at("0 8 1,15 * mon-fri", "Europe/Berlin"), "Etc/UTC");
        var scheduler = SystemdScheduler.ofUser("/home/ada");
        Golden.compare("systemd/user", scheduler.plan(job));
        verify(scheduler, job, "--user");
    }

    @Test
    void aQuarterOfAnHour() throws IOException {
        golden("systemd/every-15m", Jobs.every(Duration.ofMinutes(15), "Europe/Berlin"));
    }

    @Test
    void anIntervalThatNoClockKeeps() throws IOException {
        golden("systemd/every-2d", Jobs.every(Duration.ofDays(2), "Europe/Berlin"));
    }

    private void golden(String name, Schedule schedule) throws IOException {
        var job = Jobs.nightly(schedule, "Etc/UTC");
        Golden.compare(name, SystemdScheduler.ofMachine().plan(job));
        verify(SystemdScheduler.ofMachine(), job, "--system");
    }

    @Test
    void theSandboxScoresUnderThree() throws IOException {
        Tools.need("systemd-analyze");
        var units = write(SystemdScheduler.ofMachine().plan(Jobs.nightly(NIGHTLY, "Etc/UTC")));
        var score = Programs.run(
                LIMIT,
                "systemd-analyze",
                "security",
                "--offline=true",
                "--threshold=29",
                "--no-pager",
                units.getFirst().toString());
        assertThat(score.well()).as(score.out() + score.err()).isTrue();
    }

    @Test
    void intervalsCountFromTheFirstRun() {
        var job = Jobs.nightly(Jobs.every(Duration.ofMinutes(7), "Etc/UTC"), "Etc/UTC");
        var from = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(SystemdScheduler.ofMachine().runs(job, from).limit(3))
                .containsExactly(
                        from.plus(Duration.ofMinutes(7)),
                        from.plus(Duration.ofMinutes(14)),
                        from.plus(Duration.ofMinutes(21)));
    }

    @Test
    void refusesWhatUnitFilesCannotHold() {
        var job = Jobs.nightly(NIGHTLY, "Etc/UTC");
        refused(Jobs.withWords(job, "/opt/the \"best\"/bwdc", "/f", "/l", ""), "quotation marks or backslashes");
        refused(Jobs.withWords(job, "/opt/back\\slash", "/f", "/l", ""), "quotation marks or backslashes");
        refused(Jobs.withWords(job, "/b", "/folder ", "/l", ""), "ends with a space");
        refused(Jobs.withWords(job, "/b", "/folder\\", "/l", ""), "ends with a space or a backslash");
        refused(Jobs.withWords(job, "bwdc", "/f", "/l", ""), "absolute path");
    }

    private static void refused(ScheduledJob job, String words) {
        var fault = catchThrowableOfType(
                Fault.class, () -> SystemdScheduler.ofMachine().plan(job));
        assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(fault.sentence()).contains(words);
        assertThat(fault.hint()).isPresent();
    }

    /** With a program that exists, because systemd-analyze looks for it. */
    private void verify(SystemdScheduler scheduler, ScheduledJob job, String whose) throws IOException {
        Tools.need("systemd-analyze");
        var program = Files.writeString(folder.resolve("bwdc"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var words = Jobs.withWords(job, program.toString(), job.folder(), job.log(), "");
        var command =
                new ArrayList<>(List.of("systemd-analyze", "verify", whose, "--man=no", "--recursive-errors=yes"));
        write(scheduler.plan(words)).forEach(unit -> command.add(unit.toString()));
        var said = Programs.run(LIMIT, command, Map.of("XDG_RUNTIME_DIR", folder.toString()), "");
        assertThat(said.well()).as(said.out() + said.err()).isTrue();
        assertThat(said.err()).isEmpty();
    }

    private List<Path> write(Installation installation) throws IOException {
        var paths = new ArrayList<Path>();
        for (var file : installation.files()) {
            paths.add(Files.writeString(folder.resolve(Path.of(file.path()).getFileName()), file.content()));
        }
        return paths;
    }

    private static ScheduledJob withSecrets(ScheduledJob job, Duration jitter) {
        return new ScheduledJob(
                job.name(),
                job.schedule(),
                job.machineZone(),
                job.user(),
                jitter,
                job.timeLimit(),
                job.program(),
                job.folder(),
                "/var/log/bwdc/nightly.log",
                Map.of("HTTPS_PROXY", "http://proxy.example:3128", "BWDC_LANGUAGE", "100 % \"öd\" $HOME"),
                List.of(
                        new ScheduledJob.Credential("client-secret", "/etc/bwdc/client-secret.cred", true),
                        new ScheduledJob.Credential("bwdc.key", "/etc/bwdc/100%.key", false)));
    }
}
