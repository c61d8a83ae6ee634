package bwdc.schedule;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a scheduler really does with a job on the next nights on which clocks change. */
final class ClockChangeNotes {
    /** Changes to look through for one that meets the job: five years where clocks change twice a year. */
    private static final int LOOKED_AT = 10;

    private final Scheduler scheduler;
    private final ScheduledJob job;
    private final List<CronExpression> expressions;

    ClockChangeNotes(Scheduler scheduler, ScheduledJob job) {
        this.scheduler = scheduler;
        this.job = job;
        expressions = WallClock.expressions(job.schedule());
    }

    /** At most one sentence for clocks that jump ahead and one for those that go back, for each zone that matters. */
    List<String> after(Instant from) {
        if (expressions.isEmpty()) {
            return List.of();
        }
        return Stream.of(job.schedule().zone(), job.machineZone())
                .distinct()
                .flatMap(zone -> Stream.of(true, false).flatMap(ahead -> next(zone, ahead, from).stream()))
                .distinct()
                .toList();
    }

    private Optional<String> next(ZoneId zone, boolean ahead, Instant from) {
        return ClockChange.after(zone, from)
                .limit(LOOKED_AT)
                .filter(change -> change.jumpsAhead() == ahead)
                .map(this::sentence)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> sentence(ClockChange change) {
        var start = change.start().minusSeconds(1);
        var wanted = within(change, Upcoming.of(job.schedule(), start));
        var real = within(change, scheduler.runs(job, start));
        if (!change.zone().equals(job.schedule().zone())) {
            return wanted.equals(real) ? Optional.empty() : Optional.of(elsewhere(change, wanted, real));
        }
        var shown = within(change, WallClock.shown(expressions, change.zone(), start));
        var times = change.times(expressions);
        if (times.isEmpty() || real.equals(shown) && real.equals(wanted)) {
            return Optional.empty();
        }
        var clock = times.stream().map(time -> time.toLocalTime()).toList();
        return Optional.of(change + "; " + scheduler.name() + " "
                + (change.jumpsAhead() ? skipped(change, clock, without(real, shown)) : twice(change, clock, real))
                + ".");
    }

    private static String skipped(ClockChange change, List<LocalTime> times, SortedSet<Instant> instead) {
        return instead.isEmpty()
                ? "does not run it at " + list(times)
                : "runs it at " + list(clock(change.zone(), instead)) + " instead of " + list(times);
    }

    private static String twice(ClockChange change, List<LocalTime> times, SortedSet<Instant> real) {
        var transition = change.transition();
        var first = clock(transition.getOffsetBefore(), real.headSet(transition.getInstant()), times::contains);
        var second = clock(transition.getOffsetAfter(), real.tailSet(transition.getInstant()), times::contains);
        if (first.isEmpty() && second.isEmpty()) {
            return "does not run it at " + list(times);
        }
        if (first.equals(second)) {
            return "runs it at " + list(times) + " both times";
        }
        return "runs it at "
                + Stream.of(
                                first.isEmpty() ? "" : list(first) + " the first time",
                                second.isEmpty() ? "" : list(second) + " the second time")
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" and at "))
                + (first.isEmpty() || second.isEmpty() ? " only" : "");
    }

    /** The machine's own clock changes, that of the schedule does not. */
    private String elsewhere(ClockChange change, SortedSet<Instant> wanted, SortedSet<Instant> real) {
        var zone = job.schedule().zone();
        var missing = clock(zone, without(wanted, real));
        var added = clock(zone, without(real, wanted));
        return change + "; " + scheduler.name()
                + (added.isEmpty() ? " does not run it" : " runs it at " + list(added))
                + (missing.isEmpty() ? " too" : (added.isEmpty() ? " at " : " instead of ") + list(missing))
                + ", " + zone + ".";
    }

    private static SortedSet<Instant> within(ClockChange change, Stream<Instant> runs) {
        return runs.takeWhile(change::covers).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Instant> without(SortedSet<Instant> all, Set<Instant> others) {
        var rest = new TreeSet<>(all);
        rest.removeAll(new HashSet<>(others));
        return rest;
    }

    private static List<LocalTime> clock(ZoneId zone, SortedSet<Instant> times) {
        return times.stream().map(time -> LocalTime.ofInstant(time, zone)).toList();
    }

    private static List<LocalTime> clock(ZoneOffset offset, SortedSet<Instant> times, Predicate<LocalTime> which) {
        return clock(offset, times).stream().filter(which).toList();
    }

    /** Three at most, else the first two and the last. */
    private static String list(List<LocalTime> times) {
        return times.size() <= 3
                ? times.stream().map(LocalTime::toString).collect(Collectors.joining(", "))
                : times.get(0) + ", " + times.get(1) + " … " + times.getLast();
    }
}
