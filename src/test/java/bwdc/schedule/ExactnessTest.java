package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.cron.CronScheduler;
import bwdc.schedule.cron.Flavour;
import bwdc.schedule.cron.Place;
import bwdc.schedule.systemd.SystemdScheduler;
import bwdc.testkit.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether schedulers keep schedules, and what is said of the nights when clocks change. */
class ExactnessTest {
    private static final Instant FROM = Instant.parse("2026-01-10T12:00:00Z");
    private static final Scheduler CRON = new CronScheduler(Flavour.DEBIAN, Place.CRON_D, FROM);
    private static final Scheduler CRONIE = new CronScheduler(Flavour.CRONIE, Place.CRON_D, FROM);
    private static final Scheduler SYSTEMD = SystemdScheduler.ofMachine();

    private static List<String> notes(Scheduler scheduler, Schedule schedule, String machine) {
        return Exactness.check(scheduler, Jobs.nightly(schedule, machine), FROM);
    }

    @Test
    void cronRunsAfterTheJumpWhatItSkipped() {
        assertThat(notes(CRON, Jobs.at("30 2 * * *", "Europe/Berlin"), "Europe/Berlin"))
                .containsExactly(
                        "On 2026-03-29 clocks in Europe/Berlin jump from 02:00 to 03:00; cron runs it at 03:00 instead of"
                                + " 02:30.",
                        "On 2026-10-25 clocks in Europe/Berlin go back from 03:00 to 02:00; cron runs it at 02:30 the first"
                                + " time only.");
    }

    @Test
    void systemdLeavesOutWhatIsSkipped() {
        assertThat(notes(SYSTEMD, Jobs.at("0,20,40,50 2 * * *", "Europe/Berlin"), "Etc/UTC"))
                .containsExactly(
                        "On 2026-03-29 clocks in Europe/Berlin jump from 02:00 to 03:00; systemd does not run it at 02:00,"
                                + " 02:20 … 02:50.",
                        "On 2026-10-25 clocks in Europe/Berlin go back from 03:00 to 02:00; systemd runs it at 02:00, 02:20"
                                + " … 02:50 the first time only.");
    }

    @Test
    void cronieFollowsTheClockOfAnotherZone() {
        assertThat(notes(CRONIE, Jobs.at("30 2 * * *", "Europe/Berlin"), "Etc/UTC"))
                .containsExactly(
                        "On 2026-03-29 clocks in Europe/Berlin jump from 02:00 to 03:00; cron does not run it at 02:30.",
                        "On 2026-10-25 clocks in Europe/Berlin go back from 03:00 to 02:00; cron runs it at 02:30 both"
                                + " times.");
    }

    @Test
    void theClockOfTheMachineCountsToo() {
        assertThat(notes(CRONIE, Jobs.at("30 15 * * *", "Asia/Tokyo"), "America/New_York"))
                .containsExactly(
                        "On 2026-11-01 clocks in America/New_York go back from 02:00 to 01:00; cron does not run it"
                                + " at 15:30, Asia/Tokyo.");
    }

    @Test
    void theNextNightIsOneThatMeetsTheJob() {
        assertThat(notes(CRON, Jobs.at("30 2 28 3 *", "Europe/Berlin"), "Europe/Berlin"))
                .containsExactly("On 2027-03-28 clocks in Europe/Berlin jump from 02:00 to 03:00; cron runs it at 03:00"
                        + " instead of 02:30.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * * | Europe/Berlin",
                "0 * * * *    | Australia/Lord_Howe",
                "30 4 * * *   | Europe/Berlin",
                "30 2 * * *   | Etc/UTC",
                "0 12 29 2 *  | Europe/Berlin",
                "30 2 1 5 *   | Europe/Berlin",
            })
    void nothingToSayOfJobsThatMeetNoChange(String expression, String zone) {
        assertThat(notes(CRON, Jobs.at(expression, zone), zone)).isEmpty();
        assertThat(notes(SYSTEMD, Jobs.at(expression, zone), "Etc/UTC")).isEmpty();
    }

    @Test
    void intervalsThatNoClockKeepsMayBeginAtAnyTime() {
        assertThat(notes(SYSTEMD, Jobs.every(Duration.ofMinutes(7), "Europe/Berlin"), "Europe/Berlin"))
                .isEmpty();
        assertThat(notes(SYSTEMD, Jobs.every(Duration.ofDays(2), "Europe/Berlin"), "Europe/Berlin"))
                .isEmpty();
    }

    @Test
    void refusesAScheduleThatLosesHoursOfADay() {
        var job = Jobs.nightly(Jobs.at("0 2,8,14,20 * * *", "Africa/Casablanca"), "Etc/UTC");
        var fault = catchThrowableOfType(Fault.class, () -> Exactness.check(SYSTEMD, job, FROM));
        assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(fault.sentence())
                .isEqualTo("systemd cannot keep this schedule: it would not run at 2026-03-22T08:00+01:00.");
        assertThat(fault.hint()).contains("--zone Etc/UTC, the zone of this machine, works");
    }

    @Test
    void refusesRunsTooManyTooFewAndNone() {
        var wanted = Jobs.at("0 12 * * *", "Etc/UTC");
        refused(
                wanted,
                (job, from) -> Upcoming.of(job.schedule(), from).skip(1),
                "it would not run at 2026-01-11T12:00Z");
        refused(wanted, (job, from) -> Upcoming.of(Jobs.at("0 0,12 * * *", "Etc/UTC"), from), "would run at");
        refused(wanted, (job, from) -> Stream.empty(), "it would never run");
        refused(Jobs.at("0 12 30 2 *", "Etc/UTC"), (job, from) -> Stream.empty(), "never comes");
        refused(
                Jobs.every(Duration.ofMinutes(7), "Etc/UTC"),
                (job, from) -> Upcoming.of(Jobs.at("*/7 * * * *", "Etc/UTC"), from),
                "--every 6m or --every 8m");
    }

    private static void refused(
            Schedule schedule, BiFunction<ScheduledJob, Instant, Stream<Instant>> runs, String words) {
        var job = Jobs.nightly(schedule, "Etc/UTC");
        var fault = catchThrowableOfType(Fault.class, () -> Exactness.check(new Told(runs), job, FROM));
        assertThat(fault.sentence() + fault.hint().orElseThrow()).contains(words);
    }

    /** A scheduler that goes by its own head. */
    private record Told(BiFunction<ScheduledJob, Instant, Stream<Instant>> own) implements Scheduler {
        @Override
        public String name() {
            return "told";
        }

        @Override
        public Installation plan(ScheduledJob job) {
            return new Installation(List.of(), List.of(), List.of(), List.of(), List.of());
        }

        @Override
        public Stream<Instant> runs(ScheduledJob job, Instant from) {
            return own.apply(job, from);
        }
    }

    @Test
    void isQuick() {
        var jobs = List.of(
                Jobs.at("* * * * *", "Europe/Berlin"),
                Jobs.at("30 2 * * *", "Europe/Berlin"),
                Jobs.at("0 0 29 2 1", "Europe/Berlin"));
        for (var each : jobs) {
            long start = System.nanoTime();
            notes(SYSTEMD, each, "Etc/UTC");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(each.toString())
                    .isLessThan(Duration.ofMillis(500));
        }
    }
}
