package bwdc.schedule;

import bwdc.host.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what goes wrong with schedules. */
public final class Warnings {
    /** So many runs are looked at for the shortest time between two. */
    private static final int RUNS = 500;

    private static final Duration SELDOM = Duration.ofDays(366);

    private Warnings() {}

    /** @param recent how long the last runs took, in any order; empty when nobody knows */
    public static List<Warning> of(Schedule schedule, Instant now, List<Duration> recent) {
        var next = Upcoming.of(schedule, now).findFirst();
        if (next.isEmpty()) {
            return List.of(new Warning("never", "It never runs: no year has such a date."));
        }
        var warnings = new ArrayList<Warning>();
        if (schedule instanceof Schedule.Cron(var expression, var zone)) {
            warnings.addAll(UnevenSteps.of(expression));
            days(expression).ifPresent(warnings::add);
        }
        if (Duration.between(now, next.get()).compareTo(SELDOM) > 0) {
            var date = LocalDate.ofInstant(next.get(), schedule.zone());
            warnings.add(new Warning("seldom", "Its date is rare: it runs next on " + date + "."));
        }
        warnings.addAll(ClockChanges.of(schedule, now));
        midnight(schedule).ifPresent(warnings::add);
        overrun(schedule, now, recent).ifPresent(warnings::add);
        return List.copyOf(warnings);
    }

    private static Optional<Warning> days(CronExpression expression) {
        int days = Long.bitCount(expression.dayOfMonth().bits());
        int weekdays = Long.bitCount(expression.dayOfWeek().bits());
        var on = DayWords.numbers(expression.dayOfMonth().values());
        if (expression.needsBothDays()) {
            if (days < 31 && weekdays < 7) {
                return Optional.of(
                        new Warning(
                                "both-days",
                                "It runs only when day of month and weekday both match, because one of them begins with a star."));
            }
            return shortMonths(expression, on);
        }
        var text = days < 31 && weekdays < 7
                ? "It runs on " + on + " of the month and also " + DayWords.weekdays(expression.dayOfWeek())
                        + ": cron wants one of the two, not both."
                : "It runs every day: where day of month and weekday are both given, cron wants one of the two.";
        return Optional.of(new Warning("either-day", text));
    }

    private static Optional<Warning> shortMonths(CronExpression expression, String on) {
        int first = expression.dayOfMonth().next(1);
        int months = Long.bitCount(expression.month().bits());
        return first > 28 && months > 1
                ? Optional.of(new Warning(
                        "short-months",
                        "Months that have no " + on + " are left out; day 28 is the last that each has."))
                : Optional.empty();
    }

    /** Everybody's jobs run at midnight, and so do those of the server that is asked. */
    private static Optional<Warning> midnight(Schedule schedule) {
        if (schedule instanceof Schedule.Cron(var expression, var zone)
                && expression.minute().bits() == 1
                && expression.hour().has(0)
                && Long.bitCount(expression.hour().bits()) < 24) {
            var fields = expression.fields();
            return Optional.of(new Warning(
                    "midnight",
                    "At 00:00 everybody's jobs start at once; an odd minute is kinder: 17 "
                            + String.join(" ", fields.subList(1, 5))));
        }
        return Optional.empty();
    }

    private static Optional<Warning> overrun(Schedule schedule, Instant now, List<Duration> recent) {
        var longest = recent.stream().max(Comparator.naturalOrder());
        var shortest = shortest(Upcoming.of(schedule, now).limit(RUNS).toList());
        return longest.filter(time -> time.compareTo(shortest) >= 0)
                .map(time -> new Warning(
                        "overrun",
                        "Runs come as close as " + Durations.words(shortest) + ", but of the last ones one took "
                                + Durations.words(Duration.ofSeconds(time.toSeconds()))
                                + ": a run that meets another one ends with exit code 8."));
    }

    private static Duration shortest(List<Instant> runs) {
        return Stream.iterate(1, i -> i < runs.size(), i -> i + 1)
                .map(i -> Duration.between(runs.get(i - 1), runs.get(i)))
                .min(Comparator.naturalOrder())
                .orElse(SELDOM);
    }
}
