package bwdc.schedule.launchd;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.schedule.Timetable;
import bwdc.schedule.Timetable.Days;
import java.time.Month;
import java.util.List;
import java.util.stream.Stream;

/**
 * A timetable as StartCalendarInterval.
 *
 * <p>The last core.c that Apple published (launchd 842) has three traps, and newer ones are closed, so none is stepped into: a
 * dictionary with an hour and no minute also runs at the next full hour; one with a weekday ignores its month; and a day that
 * a month does not have runs in the next month.
 */
final class Moments {
    /** launchd keeps a timer for each; a readable file ends long before. */
    static final int MOST = 400;

    private static final int SHORTEST_MONTH = 28;

    private Moments() {}

    static List<Moment> of(Timetable table) {
        if (table.everyDay() && table.everyMinute()) {
            return List.of(Moment.ALWAYS);
        }
        var days = table.days().stream().flatMap(Moments::days).toList();
        var moments = days.stream().flatMap(day -> times(table, day)).toList();
        if (moments.size() > MOST) {
            throw Fault.of(
                            ExitCode.USAGE,
                            "launchd needs a dictionary for each time and day; this schedule has " + moments.size()
                                    + ", more than " + MOST + ".")
                    .hint(fewer(days.size()));
        }
        return moments;
    }

    private static String fewer(int days) {
        return "leave out the days, as in --at '*/5 * * * *', which needs 12, or take at most "
                + Math.max(1, MOST / days) + " times a day";
    }

    private static Stream<Moment> times(Timetable table, Moment day) {
        return table.minutes().stream().flatMap(minute -> {
            var hours = table.hours(minute);
            return hours.size() == 24
                    ? Stream.of(day.atMinute(minute))
                    : hours.stream().map(hour -> day.inHour(hour).atMinute(minute));
        });
    }

    private static Stream<Moment> days(Days days) {
        if (!days.everyDayOfMonth() && !days.everyWeekday()) {
            throw refused("on days that have both a certain number and a certain weekday");
        }
        if (!days.everyWeekday()) {
            if (!days.everyMonth()) {
                throw refused("on weekdays of certain months only");
            }
            return days.weekdays().stream().map(Moment.ALWAYS::onWeekday);
        }
        if (days.everyDayOfMonth()) {
            return days.everyMonth()
                    ? Stream.of(Moment.ALWAYS)
                    : days.months().stream().map(Moment.ALWAYS::inMonth);
        }
        return days.daysOfMonth().stream().flatMap(day -> numbered(day, days));
    }

    private static Stream<Moment> numbered(int day, Days days) {
        if (days.everyMonth() && day <= SHORTEST_MONTH) {
            return Stream.of(Moment.ALWAYS.onDay(day));
        }
        if (day == SHORTEST_MONTH + 1 && days.months().contains(Month.FEBRUARY.getValue())) {
            throw refused("on 29 February: in other years it runs on 1 March");
        }
        return days.months().stream()
                .filter(month -> day <= Month.of(month).maxLength())
                .map(month -> Moment.ALWAYS.inMonth(month).onDay(day));
    }

    private static Fault refused(String what) {
        return Fault.of(ExitCode.USAGE, "launchd cannot run a job " + what + ".")
                .hint(
                        "days of the month up to the 28th work, or weekdays of every month, such as --at '30 2 1,15 * *' and"
                                + " --at '30 2 * * 1-5'");
    }
}
