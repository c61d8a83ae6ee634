package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether a scheduler keeps a schedule: the next thousand runs must be the same times. The hour in which clocks change is
 * nobody's to promise; a difference there becomes a note that tells when the job will really run.
 */
public final class Exactness {
    private static final int RUNS = 1000;

    /** Rare jobs are looked at so far ahead; systemd reckons no further than the year 2199. */
    private static final Duration HORIZON = Duration.ofDays(36_525);

    private Exactness() {}

    /**
     * Sentences about the next nights on which clocks change and the job runs at another time than it says.
     *
     * @throws Fault with exit code 2 when the scheduler would run the job at other times; its hint names the nearest schedule
     *     that it keeps
     */
    public static List<String> check(Scheduler scheduler, ScheduledJob job, Instant from) {
        if (Upcoming.of(job.schedule(), from).findFirst().isEmpty()) {
            throw Fault.of(ExitCode.USAGE, "The time of this schedule never comes.")
                    .hint("`bwdc schedule explain` says when it would be");
        }
        var difference = difference(scheduler, job, from);
        if (difference.isPresent()) {
            throw Fault.of(ExitCode.USAGE, scheduler.name() + " cannot keep this schedule: " + difference.get() + ".")
                    .hint(nearest(scheduler, job, from));
        }
        return new ClockChangeNotes(scheduler, job).after(from);
    }

    /** The first difference that no change of clocks explains. */
    private static Optional<String> difference(Scheduler scheduler, ScheduledJob job, Instant from) {
        var real = next(scheduler.runs(job, from), from);
        if (real.isEmpty()) {
            return Optional.of("it would never run");
        }
        // An interval that no clock keeps may begin at any time.
        var wanted = WallClock.expressions(job.schedule()).isEmpty()
                ? next(Stream.concat(Stream.of(real.getFirst()), Upcoming.of(job.schedule(), real.getFirst())), from)
                : next(Upcoming.of(job.schedule(), from), from);
        var end = end(wanted, from).compareTo(end(real, from)) < 0 ? end(wanted, from) : end(real, from);
        return missing(wanted, real, end, job)
                .map(time -> "it would not run at " + words(time, job))
                .or(() -> missing(real, wanted, end, job).map(time -> "it would run at " + words(time, job) + " too"));
    }

    private static List<Instant> next(Stream<Instant> runs, Instant from) {
        var horizon = from.plus(HORIZON);
        return runs.takeWhile(time -> time.isBefore(horizon)).limit(RUNS).toList();
    }

    /** Until when these are all that there are. */
    private static Instant end(List<Instant> runs, Instant from) {
        return runs.size() < RUNS ? from.plus(HORIZON) : runs.getLast();
    }

    private static Optional<Instant> missing(List<Instant> some, List<Instant> others, Instant end, ScheduledJob job) {
        var rest = new TreeSet<>(some);
        others.forEach(rest::remove);
        return rest.headSet(end, true).stream()
                .filter(time -> !ClockChange.near(job.schedule().zone(), time))
                .filter(time -> !ClockChange.near(job.machineZone(), time))
                .findFirst();
    }

    private static String words(Instant time, ScheduledJob job) {
        return time.atZone(job.schedule().zone()).toOffsetDateTime().toString();
    }

    private static String nearest(Scheduler scheduler, ScheduledJob job, Instant from) {
        return switch (job.schedule()) {
            case Schedule.Every(var interval, var zone) -> EvenIntervals.nearest(interval);
            case Schedule.Cron(var expression, var zone) -> {
                var here = job.with(new Schedule.Cron(expression, job.machineZone()));
                yield keeps(scheduler, here, from)
                        ? "--zone " + job.machineZone() + ", the zone of this machine, works"
                        : "another scheduler may keep it, see --on";
            }
        };
    }

    private static boolean keeps(Scheduler scheduler, ScheduledJob job, Instant from) {
        try {
            return difference(scheduler, job, from).isEmpty();
        } catch (Fault e) {
            return false;
        }
    }
}
