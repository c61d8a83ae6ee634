package bwdc.schedule.daemon;

import static bwdc.schedule.daemon.World.cron;
import static bwdc.schedule.daemon.World.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DaemonTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void runsAtOnceWhenThereWasNoRunAndThenSoLongAfterEachBeginning() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        assertThat(world.live(HOUR, "").times()).containsExactly("10:00:00", "10:15:00", "10:30:00", "10:45:00");
    }

    @Test
    void waitsForTheRestOfTheInterval() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        assertThat(world.live(HOUR, "2026-03-01T09:50:30Z").times()).startsWith("10:05:30", "10:20:30");
    }

    @Test
    void aLastRunInTheFutureIsTheWorkOfAWrongClock() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        assertThat(world.live(HOUR, "2031-03-01T10:00:00Z").times()).startsWith("10:00:00", "10:15:00");
    }

    @Test
    void keepsToExpressionsInTheirZonesAndToSeveralSchedulesAtOnce() {
        var world = new World("2026-03-01T00:00:00Z")
                .on(cron("30 2 * * *", "Europe/Berlin"), cron("30 2 * * *", "UTC"), cron("0 5 * * *", "UTC"));
        assertThat(world.live(Duration.ofHours(24), "").times()).containsExactly("01:30:00", "02:30:00", "05:00:00");
    }

    @Test
    void anExpressionIsNotCaughtUpWithoutAnEarlierRun() {
        var world = new World("2026-03-01T10:00:00Z").on(cron("30 2 * * *", "UTC"));
        assertThat(world.live(Duration.ofHours(24), "").times()).containsExactly("02:30:00");
    }

    @Test
    void aTimeThatPassedWhileNoDaemonWasThereIsCaughtUpOnce() {
        var world = new World("2026-03-05T10:00:00Z").on(cron("30 2 * * *", "UTC"));
        assertThat(world.live(Duration.ofHours(24), "2026-03-01T02:30:00Z").times())
                .containsExactly("10:00:00", "02:30:00");
    }

    @Test
    void aMachineThatSleptCatchesUpOnceAndSaysSo() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        world.time.at(Duration.ofMinutes(20), () -> world.time.jump(Duration.ofHours(8)));
        assertThat(world.live(HOUR, "").times())
                .containsExactly("10:00:00", "10:15:00", "18:20:03", "18:35:03", "18:50:03");
        assertThat(world.said).contains("! The clock went forward by 8h: it was set, or the machine slept.");
    }

    @Test
    void aSleepThroughTheNightCatchesUpAnExpressionOnce() {
        var world = new World("2026-03-01T22:00:00Z").on(cron("0 1,2,3 * * *", "UTC"));
        world.time.at(Duration.ofMinutes(10), () -> world.time.jump(Duration.ofHours(9)));
        assertThat(world.live(Duration.ofHours(22), "").times())
                .containsExactly("07:10:00", "01:00:00", "02:00:00", "03:00:00");
    }

    @Test
    void aClockSetBackDoesNotPutRunsOff() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        world.time.at(Duration.ofMinutes(20), () -> world.time.jump(Duration.ofHours(-3)));
        assertThat(world.live(HOUR, "").times()).containsExactly("10:00:00", "10:15:00", "07:30:00", "07:45:00");
        assertThat(world.said).contains("! The clock was set back by 3h.", "next run at 2026-03-01 07:30:00");
    }

    @Test
    void aClockSetBackDuringARunDoesNotPutRunsOff() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        world.time.at(Duration.ofSeconds(3), () -> world.time.jump(Duration.ofHours(-3)));
        assertThat(world.live(HOUR, "").times()).containsExactly("10:00:00", "07:15:00", "07:30:00", "07:45:00");
    }

    @Test
    void aTimeServerThatNudgesTheClockIsNotWorthAWord() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        world.time.at(Duration.ofMinutes(20), () -> world.time.jump(Duration.ofMillis(-900)));
        assertThat(world.live(HOUR, "").said).noneMatch(line -> line.contains("clock"));
    }

    @Test
    void failuresBackOffAndASuccessEndsThat() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(5)));
        world.length = Duration.ZERO;
        world.status = () -> world.runs.size() < 9 ? ExitCode.DIRECTORY.number() : 0;
        assertThat(world.live(Duration.ofHours(5), "").times())
                .startsWith(
                        "10:00:00",
                        "10:01:00",
                        "10:03:00",
                        "10:07:00",
                        "10:15:00",
                        "10:31:00",
                        "11:03:00",
                        "12:03:00",
                        "13:03:00",
                        "13:08:00",
                        "13:13:00");
        assertThat(world.said)
                .contains("! The run ended with exit code 5; it is tried again in 1m.", "well again after 8 failures");
    }

    @Test
    void aFailureIsTriedAgainBeforeTheNextNight() {
        var world = new World("2026-03-01T02:00:00Z").on(cron("30 2 * * *", "UTC"));
        world.length = Duration.ZERO;
        world.status = () -> world.runs.size() < 3 ? ExitCode.LOCKED.number() : 0;
        assertThat(world.live(Duration.ofHours(30), "").times())
                .containsExactly("02:30:00", "02:31:00", "02:33:00", "02:30:00");
    }

    @Test
    void aRunThatHoldsRemovalsBackIsNotRepeatedBeforeItsTime() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(15)));
        world.status = ExitCode.HELD::number;
        assertThat(world.live(HOUR, "").times()).containsExactly("10:00:00", "10:15:00", "10:30:00", "10:45:00");
    }

    @Test
    void aRunThatTakesLongerThanTheIntervalIsFollowedByOneAtATime() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofMinutes(5)));
        world.length = Duration.ofMinutes(12);
        assertThat(world.live(HOUR, "").times())
                .containsExactly("10:00:00", "10:12:00", "10:24:00", "10:36:00", "10:48:00");
    }

    @Test
    void anIntervalThatChangesCountsFromTheNextRunOn() {
        var world = new World("2026-03-01T10:00:00Z");
        world.schedules = () -> List.of(every(Duration.ofMinutes(world.runs.size() < 2 ? 5 : 20)));
        assertThat(world.live(HOUR, "").times()).containsExactly("10:00:00", "10:05:00", "10:25:00", "10:45:00");
    }

    @Test
    void settingsThatBreakLaterLeaveTheEarlierOnesInForce() {
        var world = new World("2026-03-01T10:00:00Z");
        world.schedules = () -> {
            if (world.runs.size() == 2) {
                throw Fault.of(ExitCode.SETTINGS, "Cannot read data.json.");
            }
            return List.of(every(Duration.ofMinutes(15)));
        };
        assertThat(world.live(HOUR, "").times()).containsExactly("10:00:00", "10:15:00", "10:30:00", "10:45:00");
        assertThat(world.said).containsOnlyOnce("! Cannot read data.json.");
    }

    @Test
    void settingsThatAreWrongAtTheBeginningEndIt() {
        var world = new World("2026-03-01T10:00:00Z");
        world.schedules = () -> {
            throw Fault.of(ExitCode.SETTINGS, "Cannot read data.json.");
        };
        assertThatThrownBy(() -> world.live(HOUR, "")).hasMessage("Cannot read data.json.");
    }

    @Test
    void runsThatAreSwitchedOffComeBackWhenTheyAreSwitchedOn() {
        var world = new World("2026-03-01T10:00:00Z");
        world.schedules = () -> world.runs.size() == 2 && world.time.uptime().compareTo(Duration.ofMinutes(40)) < 0
                ? List.of()
                : List.of(every(Duration.ofMinutes(5)));
        assertThat(world.live(HOUR, "").times()).startsWith("10:00:00", "10:05:00", "10:40:03", "10:45:03");
        assertThat(world.said).containsOnlyOnce("no run is due: sync.interval is off");
    }

    @Test
    void aWishToStopDuringARunEndsItWithoutAnother() {
        var world = new World("2026-03-01T10:00:00Z").on(every(Duration.ofSeconds(1)));
        assertThat(world.live(Duration.ofSeconds(2), "").times()).containsExactly("10:00:00");
        assertThat(world.said).isEmpty();
    }

    @Test
    void saysOnceWhenTheNextRunComesAndLooksAtTheClockEveryHalfMinute() {
        var world = new World("2026-03-01T10:00:00Z").on(cron("0 20 * * *", "UTC"));
        assertThat(world.live(HOUR, "").said).containsExactly("next run at 2026-03-01 20:00:00");
        assertThat(world.time.looks()).isEqualTo(120);
    }

    @Test
    void doesNotGrowOverTenThousandRuns() {
        var world = new World("2026-03-01T10:00:00Z");
        Queue<Integer> endings = new ArrayDeque<>(List.of(0, 0, 5, 0, 6, 8, 7, 0));
        var runs = new AtomicInteger();
        Supplier<List<Schedule>> schedules =
                () -> List.of(every(Duration.ofMinutes(30)), cron("*/20 * * * *", "Europe/Berlin"));
        Run run = alive -> {
            alive.run();
            world.time.pass(Duration.ofSeconds(5));
            int ending = endings.remove();
            endings.add(ending);
            if (runs.incrementAndGet() == 10_100) {
                world.stop.ask();
            }
            return ending;
        };
        var sizes = new long[2];
        var quiet = new Journal() {
            @Override
            public void info(String sentence) {
                if (sentence.startsWith("next run") && (runs.get() == 100 || runs.get() == 10_000)) {
                    sizes[runs.get() / 10_000] = heap();
                }
            }

            @Override
            public void warning(String sentence) {
                info(sentence);
            }

            @Override
            public void line(String line) {
                info(line);
            }
        };
        new Daemon(world.time, world.stop, schedules, run, Supervisor.NONE, quiet, next -> {}, java.time.ZoneOffset.UTC)
                .run(java.util.Optional.empty());
        assertThat(runs).hasValue(10_100);
        assertThat(sizes[0]).isPositive();
        assertThat(sizes[1] - sizes[0])
                .as("bytes more after 9,900 further runs")
                .isLessThan(200_000);
    }

    private static long heap() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
