package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A schedule taken apart into times of the day and days of the year, for schedulers that do not speak cron.
 *
 * @param times ascending
 * @param days a run is on the days that any of them has: one, or two for cron's rule of day of month or weekday
 */
public record Timetable(List<LocalTime> times, List<Days> days) {
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    public Timetable {
        times = List.copyOf(times);
        days = List.copyOf(days);
    }

    /**
     * Days that are in one of the months, have one of the numbers and are one of the weekdays.
     *
     * @param weekdays 0 is Sunday
     */
    public record Days(List<Integer> months, List<Integer> daysOfMonth, List<Integer> weekdays) {
        public Days {
            months = List.copyOf(months);
            daysOfMonth = List.copyOf(daysOfMonth);
            weekdays = List.copyOf(weekdays);
        }

        public boolean everyMonth() {
            return months.size() == 12;
        }

        public boolean everyDayOfMonth() {
            return daysOfMonth.size() == 31;
        }

        public boolean everyWeekday() {
            return weekdays.size() == 7;
        }

        public boolean everyDay() {
            return everyMonth() && everyDayOfMonth() && everyWeekday();
        }

        public boolean has(LocalDate date) {
            return months.contains(date.getMonthValue())
                    && daysOfMonth.contains(date.getDayOfMonth())
                    && weekdays.contains(date.getDayOfWeek().getValue() % 7);
        }
    }

    /**
     * The table of a schedule; empty for an interval that is not kept by the clock.
     *
     * @throws Fault with exit code 2 when its date never comes
     */
    public static Optional<Timetable> of(Schedule schedule) {
        if (Upcoming.of(schedule, Instant.EPOCH).findFirst().isEmpty()) {
            throw Fault.of(ExitCode.USAGE, "The date of this schedule never comes.")
                    .hint("give the day of the month one that the month has");
        }
        return switch (schedule) {
            case Schedule.Cron(var expression, var zone) -> Optional.of(of(expression));
            case Schedule.Every every
            when every.byClock() ->
                Optional.of(new Timetable(steps(every), List.of(new Days(range(1, 12), range(1, 31), range(0, 6)))));
            case Schedule.Every every -> Optional.empty();
        };
    }

    private static List<LocalTime> steps(Schedule.Every every) {
        long step = every.interval().toSeconds();
        return Stream.iterate(0L, second -> second < 86_400, second -> second + step)
                .map(LocalTime::ofSecondOfDay)
                .toList();
    }

    private static Timetable of(CronExpression cron) {
        var times = cron.hour().values().stream()
                .flatMap(hour -> cron.minute().values().stream().map(minute -> LocalTime.of(hour, minute)))
                .toList();
        return new Timetable(times, days(cron));
    }

    private static List<Days> days(CronExpression cron) {
        var months = cron.month().values();
        var numbers = cron.dayOfMonth().values();
        var weekdays = cron.dayOfWeek().values();
        if (cron.dayOfMonth().star() || cron.dayOfWeek().star()) {
            return List.of(new Days(months, numbers, weekdays));
        }
        var byNumber = new Days(months, numbers, range(0, 6));
        var byWeekday = new Days(months, range(1, 31), weekdays);
        if (byNumber.everyDayOfMonth() || byWeekday.everyWeekday()) {
            return List.of(new Days(months, range(1, 31), range(0, 6)));
        }
        return List.of(byNumber, byWeekday);
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    public boolean everyDay() {
        return days.getFirst().everyDay();
    }

    /** Whether every minute of the hour that has a run has one in every hour. */
    public boolean everyHour() {
        return times.size() == HOURS * minutes().size();
    }

    /** The minutes of the hour at which something runs, ascending. */
    public List<Integer> minutes() {
        return times.stream().map(LocalTime::getMinute).distinct().sorted().toList();
    }

    /** The hours in which something runs at that minute. */
    public List<Integer> hours(int minute) {
        return times.stream()
                .filter(time -> time.getMinute() == minute)
                .map(LocalTime::getHour)
                .toList();
    }

    /** The minutes at which something runs in that hour. */
    public List<Integer> minutes(int hour) {
        return times.stream()
                .filter(time -> time.getHour() == hour)
                .map(LocalTime::getMinute)
                .toList();
    }

    public boolean everyMinute() {
        return times.size() == HOURS * MINUTES;
    }
}
