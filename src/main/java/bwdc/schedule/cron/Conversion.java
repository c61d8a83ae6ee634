package bwdc.schedule.cron;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.schedule.CronExpression;
import bwdc.schedule.EvenIntervals;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The times of a job's schedule as times of the machine's clock, for the coming ten years. */
final class Conversion {
    private static final Duration YEARS = Duration.ofDays(3653);

    private final ScheduledJob job;
    private final ZoneId zone;
    private final ZoneId machine;
    private final Instant now;

    Conversion(ScheduledJob job, Instant now) {
        this.job = job;
        this.now = now;
        zone = job.schedule().zone();
        machine = job.machineZone();
    }

    /** The expressions of the schedule itself. */
    static List<CronExpression> own(Schedule schedule) {
        var expressions = WallClock.expressions(schedule);
        if (expressions.isEmpty() && schedule instanceof Schedule.Every(var interval, var ignored)) {
            throw Fault.of(ExitCode.USAGE, "cron cannot keep an interval of " + Durations.words(interval) + ".")
                    .hint(EvenIntervals.nearest(interval)
                            + " divide a day evenly; --on systemd counts from the last run");
        }
        return expressions;
    }

    /** Whether both clocks always show the same time. */
    boolean sameClock() {
        return differences().stream().allMatch(each -> each.minutes() == 0);
    }

    /**
     * @throws Fault with exit code 2 when the clocks do not keep their distance and that matters, or when a time falls on
     *     another day that cron cannot name
     */
    List<CronExpression> moved() {
        var differences = differences();
        var first = moved(differences.getFirst());
        for (var each : differences) {
            if (!texts(moved(each)).equals(texts(first))) {
                throw unsteady(differences.getFirst(), each);
            }
        }
        return first;
    }

    private List<CronExpression> moved(Difference difference) {
        var lines = new ArrayList<CronExpression>();
        for (var expression : own(job.schedule())) {
            lines.addAll(Shift.by(difference.minutes(), expression).orElseThrow(() -> otherDays(difference)));
        }
        return lines;
    }

    private static List<String> texts(List<CronExpression> expressions) {
        return expressions.stream().map(CronExpression::text).toList();
    }

    /** From when on the machine's clock is so far ahead of the zone's. */
    private record Difference(Instant since, int minutes) {}

    /** In order of time, each distance once. */
    private List<Difference> differences() {
        var found = new ArrayList<Difference>();
        var times = Stream.concat(Stream.of(now), Stream.concat(changes(zone), changes(machine)))
                .sorted()
                .toList();
        for (var time : times) {
            int minutes = (seconds(machine, time) - seconds(zone, time)) / 60;
            if (found.stream().noneMatch(each -> each.minutes() == minutes)) {
                found.add(new Difference(time, minutes));
            }
        }
        return found;
    }

    private Stream<Instant> changes(ZoneId clock) {
        var rules = clock.getRules();
        return Stream.iterate(
                        Optional.ofNullable(rules.nextTransition(now)),
                        Optional::isPresent,
                        change -> change.map(each -> rules.nextTransition(each.getInstant())))
                .map(change -> change.orElseThrow().getInstant())
                .takeWhile(time -> time.isBefore(now.plus(YEARS)));
    }

    private static int seconds(ZoneId clock, Instant time) {
        return clock.getRules().getOffset(time).getTotalSeconds();
    }

    private Fault unsteady(Difference first, Difference other) {
        var example = times().getFirst();
        var day = LocalDate.ofInstant(other.since(), machine);
        return refused(example + " in " + zone + " is " + shifted(example, first) + " there until " + day + " and "
                + shifted(example, other) + " after.");
    }

    private Fault otherDays(Difference difference) {
        var example = times().stream()
                .filter(time -> minutes(time) + difference.minutes() != minutes(shifted(time, difference)))
                .findFirst()
                .orElseThrow();
        return refused(example + " in " + zone + " is " + shifted(example, difference)
                + " of another day there, and a crontab cannot name those days.");
    }

    private Fault refused(String reason) {
        return Fault.of(ExitCode.USAGE, "cron goes by the clock of this machine, " + machine + ": " + reason)
                .hint("--zone " + machine + " says the times of this machine; --on systemd keeps those of " + zone);
    }

    private List<LocalTime> times() {
        return own(job.schedule()).stream()
                .flatMap(each -> each.hour().values().stream()
                        .flatMap(hour -> each.minute().values().stream().map(minute -> LocalTime.of(hour, minute))))
                .toList();
    }

    private static LocalTime shifted(LocalTime time, Difference difference) {
        return time.plusMinutes(difference.minutes());
    }

    private static int minutes(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }
}
