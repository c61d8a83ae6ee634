package bwdc.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Schedules as times that a clock shows, apart from what a scheduler makes of them on the night when clocks change. */
public final class WallClock {
    private WallClock() {}

    /** The expressions whose times together are those of the schedule; none for an interval that no clock keeps. */
    public static List<CronExpression> expressions(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Cron(var expression, var zone) -> List.of(expression);
            case Schedule.Every every
            when every.byClock() -> every.expression().map(List::of).orElseGet(() -> steps(every));
            case Schedule.Every every -> List.of();
        };
    }

    private static List<CronExpression> steps(Schedule.Every every) {
        var minutes = new BitSet();
        int step = Math.toIntExact(every.interval().toMinutes());
        for (int minute = 0; minute < LocalMinutes.DAY; minute += step) {
            minutes.set(minute);
        }
        return TimesOfDay.covering(minutes).stream().map(TimesOfDay::everyDay).toList();
    }

    /**
     * Instants strictly after another, ascending; without end unless the expressions' date never comes.
     *
     * @param instants what becomes of a time that the clock shows once, twice or never
     */
    public static Stream<Instant> runs(
            List<CronExpression> expressions,
            ZoneId zone,
            Instant from,
            Function<LocalDateTime, List<Instant>> instants) {
        var days = expressions.stream().map(Day::of).toList();
        var first = LocalDate.ofInstant(from, zone).minusDays(1);
        return Stream.iterate(first, date -> date.isBefore(first.plusYears(400)), date -> date.plusDays(1))
                .flatMap(date ->
                        of(days, date).map(instants).flatMap(List::stream).sorted())
                .filter(time -> time.isAfter(from));
    }

    /** Every instant at which the clock shows such a time: never when it is skipped, twice when it comes twice. */
    public static Stream<Instant> shown(List<CronExpression> expressions, ZoneId zone, Instant from) {
        var rules = zone.getRules();
        return runs(
                expressions,
                zone,
                from,
                time -> rules.getValidOffsets(time).stream()
                        .map(time::toInstant)
                        .toList());
    }

    /** The times of a day, ascending, each once. */
    static Stream<LocalDateTime> times(List<CronExpression> expressions, LocalDate date) {
        return of(expressions.stream().map(Day::of).toList(), date);
    }

    private static Stream<LocalDateTime> of(List<Day> days, LocalDate date) {
        var today =
                days.stream().filter(each -> each.expression().matchesDay(date)).toList();
        if (today.isEmpty()) {
            return Stream.empty();
        }
        var minutes = today.size() == 1 ? today.getFirst().minutes().stream() : together(today);
        var midnight = date.atStartOfDay();
        return minutes.mapToObj(midnight::plusMinutes);
    }

    private static IntStream together(List<Day> days) {
        var minutes = new BitSet();
        days.forEach(each -> minutes.or(each.minutes()));
        return minutes.stream();
    }

    /** The minutes since midnight at which an expression runs on its days. */
    private record Day(CronExpression expression, BitSet minutes) {
        static Day of(CronExpression expression) {
            var minutes = new BitSet();
            for (int hour : expression.hour().values()) {
                expression.minute().values().forEach(minute -> minutes.set(hour * 60 + minute));
            }
            return new Day(expression, minutes);
        }
    }
}
