package bwdc.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Programs;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Upcoming;
import bwdc.testkit.Golden;
import bwdc.testkit.Jobs;
import bwdc.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cron is told, and when it runs that. */
class CronSchedulerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Schedule NIGHTLY = Jobs.at("30 2 * * *", "Europe/Berlin");

    private static CronScheduler cron(Place place) {
        return new CronScheduler(Flavour.DEBIAN, place, NOW);
    }

    @Test
    void aFileForASystemUser() {
        Golden.compare("cron/file", cron(Place.CRON_D).plan(Jobs.nightly(NIGHTLY, "Europe/Berlin")));
    }

    @Test
    void linesInTheCrontabOfTheOneWhoAddsIt() {
        Golden.compare("cron/crontab", cron(Place.CRONTAB).plan(withoutUser(Jobs.nightly(NIGHTLY, "Europe/Berlin"))));
    }

    @Test
    void aFileWithTheZoneWhereCronKnowsZones() {
        var cronie = new CronScheduler(Flavour.CRONIE, Place.CRON_D, NOW);
        Golden.compare("cron/cronie", cronie.plan(Jobs.nightly(NIGHTLY, "Etc/UTC")));
    }

    @Test
    void timesMovedIntoTheZoneOfTheMachine() {
        var schedule = Jobs.at("0,30 2,20 * * mon-fri", "Asia/Kathmandu");
        Golden.compare("cron/moved", cron(Place.CRON_D).plan(Jobs.nightly(schedule, "Etc/UTC")));
    }

    @Test
    void anIntervalThatNeedsTwoLines() {
        var schedule = Jobs.every(Duration.ofMinutes(90), "Europe/Berlin");
        Golden.compare("cron/every-90m", cron(Place.CRON_D).plan(Jobs.nightly(schedule, "Europe/Berlin")));
    }

    @Test
    void crontabTakesAllOfThem(@TempDir Path folder) throws IOException {
        Tools.need("crontab");
        for (var schedule : List.of(
                NIGHTLY,
                Jobs.at("@daily", "Europe/Berlin"),
                Jobs.at("*/15 8-17 1,15 jan-mar mon-fri", "Europe/Berlin"),
                Jobs.every(Duration.ofMinutes(90), "Europe/Berlin"))) {
            var job = withoutUser(Jobs.nightly(schedule, "Europe/Berlin"));
            var lines = cron(Place.CRONTAB).plan(job).blocks().getFirst().lines();
            var file = Files.write(folder.resolve("crontab"), Crontab.put(new byte[0], "nightly", lines));
            var check = Programs.run(Duration.ofSeconds(10), "crontab", "-n", file.toString());
            assertThat(check.well()).as(lines + check.err()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // the same everywhere
                "*/15 * * * *     | Europe/Berlin  | Etc/UTC          | */15 * * * *",
                "@hourly          | Europe/Berlin  | Etc/UTC          | 0 * * * *",
                "5 * * * *        | Asia/Kathmandu | Asia/Kolkata     | 50 * * * *",
                // a constant distance
                "30 2 * * *       | Asia/Tokyo     | Etc/UTC          | 30 17 * * *",
                "0 8 * * 1-5      | Asia/Tokyo     | Etc/UTC          | 0 23 * * 0,1,2,3,4",
                "0 20 * * 6       | Etc/UTC        | Asia/Tokyo       | 0 5 * * 0",
                "0 12 1,15 * *    | Asia/Tokyo     | Etc/UTC          | 0 3 1,15 * *",
                "0 12 1 jan 5     | Asia/Tokyo     | Etc/UTC          | 0 3 1 jan 5",
                "15 */6 * * *     | Asia/Tokyo     | Etc/UTC          | 15 3,9,15,21 * * *",
                "30 2 * * *       | Europe/Berlin  | Europe/Paris     | 30 2 * * *",
                "30 2 * * 1       | Europe/Berlin  | Europe/London    | 30 1 * * 1",
                "0 0,12 * * 1     | Asia/Tokyo     | Etc/UTC          | 0 15 * * 0 / 0 3 * * 1",
                "0 1 * * *        | Pacific/Apia   | Pacific/Pago_Pago| 0 1 * * *",
                "0 1 * * 3        | Pacific/Apia   | Pacific/Pago_Pago| 0 1 * * 2",
            })
    void movesTimes(String expression, String zone, String machine, String lines) {
        var job = withoutUser(Jobs.nightly(Jobs.at(expression, zone), machine));
        var block = cron(Place.CRONTAB).plan(job).blocks().getFirst().lines();
        assertThat(block.lines().filter(line -> !line.startsWith("#")).map(line -> line.replaceAll(" BITW.*", "")))
                .containsExactly(lines.split(" / ", -1));
        assertThat(cron(Place.CRONTAB).runs(job, NOW).limit(200))
                .containsExactlyElementsOf(
                        Upcoming.of(job.schedule(), NOW).limit(200).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *   | Europe/Berlin | Etc/UTC | 02:30 in Europe/Berlin is 01:30 there until 2026-03-29 and 00:30 after",
                "0 */2 * * *  | Europe/Berlin | Etc/UTC | 00:00 in Europe/Berlin is 23:00 there until 2026-03-29 and 22:00 after",
                "0 8,9 1 * *  | Asia/Tokyo    | Etc/UTC | 08:00 in Asia/Tokyo is 23:00 of another day there",
                "0 8 * 1 *    | Asia/Tokyo    | Etc/UTC | 08:00 in Asia/Tokyo is 23:00 of another day there",
                "0 8 */2 * 1  | Asia/Tokyo    | Etc/UTC | 08:00 in Asia/Tokyo is 23:00 of another day there",
            })
    void refusesWhatItCannotMove(String expression, String zone, String machine, String reason) {
        var fault = refused(Jobs.nightly(Jobs.at(expression, zone), machine));
        assertThat(fault.sentence()).contains(reason);
        assertThat(fault.hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("--zone " + machine, "--on systemd"));
    }

    @Test
    void refusesIntervalsThatNoClockKeepsAndNamesTheNearest() {
        var fault = refused(Jobs.nightly(Jobs.every(Duration.ofMinutes(7), "Etc/UTC"), "Etc/UTC"));
        assertThat(fault.sentence()).isEqualTo("cron cannot keep an interval of 7m.");
        assertThat(fault.hint())
                .contains("--every 6m or --every 8m divide a day evenly; --on systemd counts from the last run");
    }

    @Test
    void refusesNamesThatDebianPassesOver() {
        var job = renamed(Jobs.nightly(NIGHTLY, "Europe/Berlin"), "a.b");
        assertThat(refused(job).hint()).contains("call the job a-b");
        assertThat(cron(Place.CRONTAB).plan(job).blocks()).hasSize(1);
    }

    @Test
    void refusesCommandsThatAreTooLongForCron() {
        var job = Jobs.nightly(NIGHTLY, "Europe/Berlin");
        var endless = Jobs.withWords(job, job.program(), "/" + "x".repeat(500), "/" + "y".repeat(500), "");
        assertThat(refused(endless).sentence()).contains("longer than the 998 bytes");
    }

    @Test
    void cronieFollowsTheClockOfTheZone() {
        var cronie = new CronScheduler(Flavour.CRONIE, Place.CRON_D, NOW);
        var job = Jobs.nightly(NIGHTLY, "Etc/UTC");
        assertThat(cronie.runs(job, Instant.parse("2026-03-27T12:00:00Z")).limit(3))
                .containsExactly(
                        Instant.parse("2026-03-28T01:30:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"),
                        Instant.parse("2026-03-31T00:30:00Z"));
        assertThat(cronie.runs(job, Instant.parse("2026-10-24T12:00:00Z")).limit(3))
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
    }

    private static Fault refused(ScheduledJob job) {
        var fault = catchThrowableOfType(Fault.class, () -> cron(Place.CRON_D).plan(job));
        assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(fault.hint()).isPresent();
        return fault;
    }

    private static ScheduledJob withoutUser(ScheduledJob job) {
        return copy(job, job.name(), Optional.empty());
    }

    private static ScheduledJob renamed(ScheduledJob job, String name) {
        return copy(job, name, job.user());
    }

    private static ScheduledJob copy(ScheduledJob job, String name, Optional<String> user) {
        return new ScheduledJob(
                name,
                job.schedule(),
                job.machineZone(),
                user,
                job.jitter(),
                job.timeLimit(),
                job.program(),
                job.folder(),
                job.log(),
                Map.of("BWDC_LANGUAGE", "100 % öd"),
                job.credentials());
    }
}
