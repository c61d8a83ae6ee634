package bwdc.schedule.systemd;

import bwdc.schedule.CronExpression;
import bwdc.schedule.CronField;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Cron expressions as systemd.time(7) writes them: {@code Mon..Fri *-*-* 02:30:00 Europe/Berlin}. */
final class OnCalendar {
    private static final List<String> WEEKDAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");

    private OnCalendar() {}

    /** One value, or two where cron takes day of month or weekday: a value wants both, a timer takes any value. */
    static List<String> values(CronExpression expression, ZoneId zone) {
        boolean steps = zone.getRules().isFixedOffset();
        var time = times(expression.hour().values(), 24, steps) + ":"
                + times(expression.minute().values(), 60, steps) + ":00";
        return days(expression).stream()
                .map(day -> day + " " + time + " " + zone)
                .toList();
    }

    private static List<String> days(CronExpression expression) {
        var day = expression.dayOfMonth();
        var weekday = expression.dayOfWeek();
        var months = "*-" + dates(expression.month(), 12) + "-";
        var date = months + dates(day, 31);
        if (day.star() || weekday.star()) {
            return List.of((all(weekday, 7) ? "" : weekdays(weekday) + " ") + date);
        }
        return all(day, 31) || all(weekday, 7)
                ? List.of(months + "*")
                : List.of(date, weekdays(weekday) + " " + months + "*");
    }

    private static boolean all(CronField field, int count) {
        return field.values().size() == count;
    }

    /** Never with a step: systemd 251 and older skip days when one reaches beyond the end of a month. */
    private static String dates(CronField field, int count) {
        return all(field, count) ? "*" : numbers(field.values());
    }

    /**
     * With a step where one says it all: {@code 00/15}, and where clocks never change: systemd 252 gives a timer up when a
     * step reaches into an hour that is skipped ({@code 02/6} in Europe/Berlin: "Resource deadlock avoided").
     */
    private static String times(List<Integer> values, int count, boolean steps) {
        if (values.size() == count) {
            return "*";
        }
        int step = values.size() < 3 ? 1 : values.get(1) - values.get(0);
        boolean even = step > 1 && values.getLast() + step >= count;
        for (int i = 1; i < values.size(); i++) {
            even &= values.get(i) - values.get(i - 1) == step;
        }
        return even && steps ? two(values.getFirst()) + "/" + step : numbers(values);
    }

    private static String numbers(List<Integer> values) {
        return ranges(values).stream()
                .map(range -> text(range, two(range.first()), two(range.last())))
                .collect(Collectors.joining(","));
    }

    private static String weekdays(CronField field) {
        return ranges(field.values()).stream()
                .map(range -> text(range, WEEKDAYS.get(range.first()), WEEKDAYS.get(range.last())))
                .collect(Collectors.joining(","));
    }

    /** Neighbours. */
    private record Range(int first, int last) {}

    private static List<Range> ranges(List<Integer> values) {
        var ranges = new ArrayList<Range>();
        for (int value : values) {
            boolean goesOn = !ranges.isEmpty() && ranges.getLast().last() + 1 == value;
            ranges.add(new Range(goesOn ? ranges.removeLast().first() : value, value));
        }
        return ranges;
    }

    private static String text(Range range, String first, String last) {
        return switch (range.last() - range.first()) {
            case 0 -> first;
            case 1 -> first + "," + last;
            default -> first + ".." + last;
        };
    }

    private static String two(int value) {
        return String.format(Locale.ROOT, "%02d", value);
    }
}
