package bwdc.schedule.windows;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.Clocks;
import bwdc.schedule.DayByDay;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.Timetable;
import bwdc.schedule.Timetable.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A schedule as triggers of Task Scheduler.
 *
 * @param zone whose clock they follow
 * @param suffix what follows a start's date and time: nothing for the machine's own clock, else the offset, which Task
 *     Scheduler then uses whatever the machine's zone is (ITrigger::put_StartBoundary)
 */
record Triggers(List<Trigger> list, ZoneId zone, String suffix) {
    /** The schema allows no more in a task. */
    static final int MOST = 48;

    private static final int HOUR = 60;
    private static final Duration LONGEST = Duration.ofDays(31);

    Triggers {
        list = List.copyOf(list);
    }

    static Triggers of(ScheduledJob job) {
        var schedule = job.schedule();
        return Timetable.of(schedule)
                .map(table -> calendar(table, job))
                .orElseGet(() -> interval(((Schedule.Every) schedule).interval()));
    }

    private static Triggers interval(Duration interval) {
        boolean minutes = interval.equals(Duration.ofMinutes(interval.toMinutes()));
        if (!minutes || interval.compareTo(LONGEST) > 0) {
            throw Fault.of(ExitCode.USAGE, "Task Scheduler repeats every 1 minute to 31 days, in whole minutes.")
                    .hint(Nearest.interval(interval));
        }
        var steady = new Trigger.Steady(Trigger.FIRST.atStartOfDay(), ZoneOffset.UTC, interval);
        return new Triggers(List.of(steady), ZoneOffset.UTC, "Z");
    }

    private static Triggers calendar(Timetable table, ScheduledJob job) {
        var zone = job.schedule().zone();
        checkDays(table);
        if (Clocks.alike(zone, job.machineZone())) {
            return new Triggers(fewest(table, job, job.machineZone()), job.machineZone(), "");
        }
        if (Clocks.steady(zone) && table.everyDay()) {
            var offset = zone.getRules().getOffset(Instant.EPOCH.plus(Duration.ofDays(20_454)));
            return new Triggers(fewest(table, job, offset), offset, offset.getId());
        }
        throw Fault.of(
                        ExitCode.USAGE,
                        "Task Scheduler follows the clock of its machine, which is in " + job.machineZone()
                                + ", not in " + zone + ".")
                .hint("give the time as clocks in " + job.machineZone() + " show it, with --zone " + job.machineZone()
                        + "; other zones work only for every day and without daylight saving time, such as --zone UTC");
    }

    private static void checkDays(Timetable table) {
        if (table.days().stream().anyMatch(days -> !days.everyDayOfMonth() && !days.everyWeekday())) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "Task Scheduler cannot run on days that have both a certain number and a certain weekday.")
                    .hint("give the day of the month or the weekday, and a * for the other");
        }
    }

    /** Of the ways to say it, the one with the fewest triggers; the simplest one when there are several. */
    private static List<Trigger> fewest(Timetable table, ScheduledJob job, ZoneId zone) {
        var ways = Stream.of(Optional.of(eachTime(table)), hourByHour(table), steady(table, zone))
                .flatMap(Optional::stream)
                .toList();
        var best = ways.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
        if (best.size() > MOST) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "Task Scheduler allows " + MOST + " triggers in a task; this schedule needs " + best.size()
                                    + ".")
                    .hint(Nearest.evenMinutes(job.schedule(), table));
        }
        return best;
    }

    private static List<Trigger> eachTime(Timetable table) {
        return table.days().stream()
                .flatMap(days -> table.times().stream().<Trigger>map(time -> Trigger.Calendar.once(time, days)))
                .toList();
    }

    /** A trigger for each hour that repeats within it, where minutes are evenly spaced. */
    private static Optional<List<Trigger>> hourByHour(Timetable table) {
        var hours = table.times().stream().map(LocalTime::getHour).distinct().toList();
        if (hours.stream().anyMatch(hour -> step(table.minutes(hour)).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(table.days().stream()
                .flatMap(days -> hours.stream().<Trigger>map(hour -> withinHour(hour, table.minutes(hour), days)))
                .toList());
    }

    private static Trigger.Calendar withinHour(int hour, List<Integer> minutes, Days days) {
        int apart = step(minutes).orElseThrow();
        return new Trigger.Calendar(
                LocalTime.of(hour, minutes.getFirst()),
                days,
                minutes.size(),
                minutes.size() == 1 ? Duration.ZERO : Duration.ofMinutes(apart));
    }

    /** How far apart minutes are, if evenly; an hour for a single one. */
    private static Optional<Integer> step(List<Integer> minutes) {
        if (minutes.size() == 1) {
            return Optional.of(HOUR);
        }
        int step = minutes.get(1) - minutes.get(0);
        boolean even = IntStream.range(1, minutes.size()).allMatch(at -> minutes.get(at) - minutes.get(at - 1) == step);
        return even ? Optional.of(step) : Optional.empty();
    }

    /** Triggers that repeat for ever, where a run is in every hour of every day and clocks change by whole steps. */
    private static Optional<List<Trigger>> steady(Timetable table, ZoneId zone) {
        var minutes = table.minutes();
        if (!table.everyDay() || !table.everyHour()) {
            return Optional.empty();
        }
        var step = step(minutes).filter(each -> each * minutes.size() == HOUR);
        var starts = step.isPresent() ? minutes.subList(0, 1) : minutes;
        var apart = Duration.ofMinutes(step.orElse(HOUR));
        if (!Clocks.changeBy(zone, apart)) {
            return Optional.empty();
        }
        return Optional.of(starts.stream()
                .<Trigger>map(minute -> new Trigger.Steady(Trigger.FIRST.atTime(0, minute), zone, apart))
                .toList());
    }

    boolean repeat() {
        return list.stream().anyMatch(each -> switch (each) {
            case Trigger.Calendar calendar -> calendar.repeats();
            case Trigger.Steady steady -> true;
        });
    }

    boolean twoKindsOfDays() {
        return list.stream()
                        .flatMap(each ->
                                each instanceof Trigger.Calendar calendar ? Stream.of(calendar.days()) : Stream.empty())
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether one starts at a time of the night at which clocks of its zone may change. */
    boolean meetClockChange() {
        return !Clocks.steady(zone)
                && list.stream()
                        .anyMatch(each -> each instanceof Trigger.Calendar calendar
                                && (calendar.time().getHour() < 4
                                        || calendar.time().getHour() == 23));
    }

    Stream<Instant> after(Instant from) {
        return DayByDay.after(from, zone, this::on);
    }

    private Collection<Instant> on(LocalDate date) {
        return list.stream()
                .flatMap(each -> switch (each) {
                    case Trigger.Calendar calendar -> calendar.on(date, zone);
                    case Trigger.Steady steady -> steady.on(date).stream();
                })
                .toList();
    }
}
