package bwdc.schedule.daemon;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for the next time, runs, and learns from how it ended, until it is asked to stop. One run at a time. */
public final class Daemon {
    /**
     * A sleeping thread does not notice that the clock was set or the machine slept, so it looks again this often. It
     * costs some microseconds, and what was missed is caught up this late at most.
     */
    static final Duration LOOK = Duration.ofSeconds(30);

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Time time;
    private final Stop stop;
    private final Supplier<List<Schedule>> source;
    private final Run run;
    private final Supervisor supervisor;
    private final Journal journal;
    private final Consumer<Optional<Instant>> planned;
    private final ZoneId zone;
    private final ClockWatch clock;
    private final BackOff backOff = new BackOff();
    private List<Schedule> schedules = List.of();
    private String announced = "";

    /**
     * @param source the schedules in force, asked again before each wait; none of them when runs are switched off
     * @param planned told when the next run comes, empty when none is due
     * @param zone in which times are told
     */
    public Daemon(
            Time time,
            Stop stop,
            Supplier<List<Schedule>> source,
            Run run,
            Supervisor supervisor,
            Journal journal,
            Consumer<Optional<Instant>> planned,
            ZoneId zone) {
        this.time = time;
        this.stop = stop;
        this.source = source;
        this.run = run;
        this.supervisor = supervisor;
        this.journal = journal;
        this.planned = planned;
        this.zone = zone;
        clock = new ClockWatch(time);
    }

    /**
     * Comes back when it was asked to stop.
     *
     * @param last when the last run that succeeded began: what was missed since then is caught up
     * @throws Fault when the first schedules cannot be had
     */
    public void run(Optional<Instant> last) {
        schedules = source.get();
        var timetable = new Timetable(last, time.now());
        if (!supervisor.ready()) {
            journal.warning("NOTIFY_SOCKET is set, but nobody listens there.");
        }
        while (!stop.asked()) {
            var next = timetable.next(schedules);
            if (reached(next)) {
                run(timetable);
                read();
            } else {
                await(next, timetable);
            }
        }
        supervisor.stopping();
    }

    private boolean reached(Optional<Instant> next) {
        return next.filter(at -> !at.isAfter(time.now())).isPresent();
    }

    /** Waits for that time; comes back earlier when the clock jumps, and to see whether runs are switched on again. */
    private void await(Optional<Instant> next, Timetable timetable) {
        announce(next);
        boolean again = true;
        while (again && !stop.asked() && !reached(next)) {
            var rest = next.map(at -> Duration.between(time.now(), at)).orElse(LOOK);
            time.pause(least(rest, LOOK, supervisor.rhythm().orElse(LOOK)));
            supervisor.alive();
            again = steady(timetable) && next.isPresent();
        }
        if (next.isEmpty()) {
            read();
        }
    }

    /** Whether the clock went on as it should. */
    private boolean steady(Timetable timetable) {
        var jump = clock.jump();
        if (jump.isZero()) {
            return true;
        }
        journal.warning(told(jump));
        if (jump.isNegative()) {
            timetable.setBack(jump);
        }
        announced = "";
        return false;
    }

    private static Duration least(Duration... all) {
        return List.of(all).stream().min(Duration::compareTo).orElseThrow();
    }

    private static String told(Duration jump) {
        var length = Durations.words(jump.abs().truncatedTo(ChronoUnit.SECONDS));
        return jump.isNegative()
                ? "The clock was set back by " + length + "."
                : "The clock went forward by " + length + ": it was set, or the machine slept.";
    }

    /** Says when the next run comes, each time once. */
    private void announce(Optional<Instant> next) {
        var sentence = next.map(at -> "next run at " + text(at)).orElse("no run is due: sync.interval is off");
        if (!sentence.equals(announced)) {
            journal.info(sentence);
            supervisor.status(sentence);
            planned.accept(next);
            announced = sentence;
        }
    }

    private String text(Instant at) {
        return AT.format(at.atZone(zone));
    }

    private void run(Timetable timetable) {
        supervisor.status("syncing");
        var started = time.now();
        int status = run.run(supervisor::alive);
        var jump = clock.jump();
        if (jump.isNegative()) {
            started = started.plus(jump);
        }
        announced = "";
        if (stop.asked()) {
            return;
        }
        if (status == ExitCode.DONE.number() || status == ExitCode.HELD.number()) {
            succeeded(timetable, started);
        } else {
            failed(timetable, started, status);
        }
    }

    /** A run that holds removals back has sent the rest; only a person can do more. */
    private void succeeded(Timetable timetable, Instant started) {
        timetable.ran(started);
        int failures = backOff.succeeded();
        if (failures > 0) {
            journal.info("well again after " + failures + (failures == 1 ? " failure" : " failures"));
        }
    }

    private void failed(Timetable timetable, Instant started, int status) {
        var pause = backOff.failed();
        timetable.failed(started, time.now().plus(pause));
        journal.warning(
                "The run ended with exit code " + status + "; it is tried again in " + Durations.words(pause) + ".");
    }

    /** Settings that cannot be read do not end a daemon that works: the ones before stay in force. */
    private void read() {
        try {
            schedules = source.get();
        } catch (Fault fault) {
            journal.warning(fault.sentence());
        }
    }
}
