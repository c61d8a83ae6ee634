package bwdc.schedule.install;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.host.Account;
import bwdc.schedule.CronExpression;
import bwdc.schedule.Installation;
import bwdc.schedule.Installation.InstalledFile;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An add that is cut off after any of its steps leaves nothing that a remove does not take away. */
class CutOffAddTest {
    private static final int STEPS = 5;

    @TempDir
    private Path folder;

    private Path allow;
    private Jobs jobs;
    private CronAccess access;
    private Installer installer;

    @BeforeEach
    void places() throws IOException {
        allow = folder.resolve("cron.allow");
        Files.writeString(allow, "alice\n");
        jobs = Jobs.of(
                new TestHost()
                        .with("BWDC_JOBS_DIR", folder.resolve("jobs").toString())
                        .host(),
                Account.current());
        jobs.ensure();
        access = new CronAccess(allow, folder.resolve("cron.deny"), folder.resolve("crontabs"));
        installer = new Installer(jobs, "root", access);
    }

    static Stream<Integer> cuts() {
        return IntStream.rangeClosed(0, STEPS).boxed();
    }

    private Installation installation() {
        var mark = folder.resolve("enabled").toString();
        return new Installation(
                List.of(file("one"), file("two")),
                List.of(),
                List.of(List.of("touch", mark)),
                List.of(List.of("rm", "-f", mark)),
                List.of());
    }

    private InstalledFile file(String name) {
        return new InstalledFile(folder.resolve("etc").resolve(name).toString(), name + "\n", "644");
    }

    private InstalledJob job() {
        var zone = ZoneId.of("Etc/UTC");
        var job = new ScheduledJob(
                "nightly",
                new Schedule.Cron(CronExpression.parse("30 2 * * *"), zone),
                zone,
                Optional.of("bwdc"),
                Duration.ZERO,
                Duration.ofMinutes(90),
                "/usr/local/bin/bwdc",
                "/var/lib/bwdc",
                "/var/lib/bwdc/bwdc.log",
                Map.of(),
                List.of());
        var earlier = jobs.find("nightly");
        var need = access.need("bwdc", false) != CronAccess.Need.NOTHING;
        var parts = installer.parts(job, installation(), earlier);
        var allowed = need || earlier.map(InstalledJob::allowed).orElse(false);
        return new InstalledJob(
                job, "cron", Instant.EPOCH, parts, installation().disable(), allowed);
    }

    private List<Runnable> steps() {
        return installer.steps(job(), access.need("bwdc", false), installation(), jobs.find("nightly"));
    }

    private void isAsBefore() {
        assertThat(allow).hasContent("alice\n");
        assertThat(jobs.list()).isEmpty();
        assertThat(folder.resolve("etc/one")).doesNotExist();
        assertThat(folder.resolve("etc/two")).doesNotExist();
        assertThat(folder.resolve("enabled")).doesNotExist();
    }

    @ParameterizedTest(name = "after {0} steps")
    @MethodSource("cuts")
    void isTakenAwayAltogether(int cut) {
        assertThat(steps()).hasSize(STEPS);
        steps().stream().limit(cut).toList().forEach(Runnable::run);
        jobs.find("nightly").ifPresent(job -> installer.remove(job, false));
        isAsBefore();
    }

    @ParameterizedTest(name = "after {0} steps")
    @MethodSource("cuts")
    void isCompletedByTheNextAndThenTakenAwayAltogether(int cut) {
        steps().stream().limit(cut).toList().forEach(Runnable::run);
        steps().forEach(Runnable::run);
        assertThat(allow).hasContent("alice\nbwdc\n");
        assertThat(folder.resolve("enabled")).exists();
        installer.remove(jobs.known("nightly"), false);
        isAsBefore();
    }
}
