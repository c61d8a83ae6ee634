package bwdc.schedule;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Says in English on which days an expression runs: {@code on day 13 of the month or on Fridays}. */
final class DayWords {
    private DayWords() {}

    /** Empty when it runs every day of the year. */
    static String of(CronExpression expression) {
        var months = expression.month().values();
        if (everyDay(expression)) {
            return months.size() == 12 ? "" : in(months);
        }
        if (all(expression.dayOfWeek(), 7)) {
            return days(expression, months);
        }
        var words = weekdays(expression);
        return months.size() == 12 ? words : words + ", " + in(months);
    }

    /** Whether months alone decide. */
    static boolean everyDay(CronExpression expression) {
        boolean days = all(expression.dayOfMonth(), 31);
        boolean weekdays = all(expression.dayOfWeek(), 7);
        return days && weekdays || !expression.needsBothDays() && (days || weekdays);
    }

    private static boolean all(CronField field, int size) {
        return Long.bitCount(field.bits()) == size;
    }

    private static String days(CronExpression expression, List<Integer> months) {
        var days = expression.dayOfMonth().values();
        if (months.size() == 12) {
            return "on " + numbers(days) + " of the month";
        }
        var names = Explanation.list(months.stream().map(DayWords::month).toList());
        return days.size() == 1 && months.size() == 1
                ? "on " + days.getFirst() + " " + names
                : "on " + numbers(days) + " of " + names;
    }

    /** Weekdays, and days of the month where both are restricted. */
    private static String weekdays(CronExpression expression) {
        var weekdays = weekdays(expression.dayOfWeek());
        if (all(expression.dayOfMonth(), 31)) {
            return weekdays;
        }
        var days = expression.dayOfMonth().values();
        var on = "on " + numbers(days) + " of the month";
        if (!expression.needsBothDays()) {
            return on + " or " + (weekdays.startsWith("on ") ? "" : "from ") + weekdays;
        }
        var names = names(expression.dayOfWeek()).stream().map(DayWords::name).toList();
        return on + (days.size() == 1 ? " if it is a " : " that fall on a ") + Explanation.list(names, "or");
    }

    /** {@code day 13} or {@code days 1 to 7}. */
    static String numbers(List<Integer> days) {
        return (days.size() == 1 ? "day " : "days ") + Explanation.series(days);
    }

    private static String in(List<Integer> months) {
        boolean run = months.size() > 2 && months.getLast() - months.getFirst() == months.size() - 1;
        return run
                ? "from " + month(months.getFirst()) + " to " + month(months.getLast())
                : "in " + Explanation.list(months.stream().map(DayWords::month).toList());
    }

    static String month(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** {@code on Tuesdays} or {@code Monday to Friday}. */
    static String weekdays(CronField field) {
        var days = names(field);
        boolean run =
                days.size() > 2 && days.getLast().getValue() - days.getFirst().getValue() == days.size() - 1;
        return run
                ? name(days.getFirst()) + " to " + name(days.getLast())
                : "on "
                        + Explanation.list(
                                days.stream().map(day -> name(day) + "s").toList());
    }

    /** A week begins on Monday here. */
    private static List<DayOfWeek> names(CronField field) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> field.has(day.getValue() % 7))
                .toList();
    }

    static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
