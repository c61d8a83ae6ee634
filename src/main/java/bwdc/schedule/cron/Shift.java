package bwdc.schedule.cron;

import bwdc.schedule.CronExpression;
import bwdc.schedule.CronField;
import bwdc.schedule.TimesOfDay;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An expression in a zone whose clocks are so many minutes ahead. */
final class Shift {
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7;

    private final CronExpression expression;
    private final List<String> texts;
    private final int minutes;

    private Shift(CronExpression expression, int minutes) {
        this.expression = expression;
        this.minutes = minutes;
        texts = expression.fields();
    }

    /** Lines with the same times; empty when they fall on another day and cron cannot name those days. */
    static Optional<List<CronExpression>> by(int minutes, CronExpression expression) {
        return minutes == 0 ? Optional.of(List.of(expression)) : new Shift(expression, minutes).lines();
    }

    private Optional<List<CronExpression>> lines() {
        var lines = new ArrayList<CronExpression>();
        for (var entry : timesByDay().entrySet()) {
            var days = days(entry.getKey());
            if (days.isEmpty()) {
                return Optional.empty();
            }
            for (var times : TimesOfDay.covering(entry.getValue())) {
                lines.add(CronExpression.parse(text(0, expression.minute(), times.minutes()) + " "
                        + text(1, expression.hour(), times.hours()) + " " + days.get()));
            }
        }
        return Optional.of(List.copyOf(lines));
    }

    /** By how many days they move: -1, 0 or 1, in rare cases 2; always 0 when every day is like the other. */
    private Map<Integer, BitSet> timesByDay() {
        var times = new TreeMap<Integer, BitSet>();
        for (int hour : expression.hour().values()) {
            for (int minute : expression.minute().values()) {
                int moved = hour * 60 + minute + minutes;
                int day = everyDay() ? 0 : Math.floorDiv(moved, DAY);
                times.computeIfAbsent(day, key -> new BitSet()).set(Math.floorMod(moved, DAY));
            }
        }
        return times;
    }

    private Optional<String> days(int moved) {
        if (moved == 0) {
            return Optional.of(texts.get(2) + " " + texts.get(3) + " " + texts.get(4));
        }
        if (!all(expression.month(), 12) || !all(expression.dayOfMonth(), 31) || !together()) {
            return Optional.empty();
        }
        return Optional.of("* * "
                + IntStream.range(0, WEEK)
                        .filter(day -> expression.dayOfWeek().has(Math.floorMod(day - moved, WEEK)))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",")));
    }

    private boolean everyDay() {
        boolean days = all(expression.dayOfMonth(), 31);
        boolean weekdays = all(expression.dayOfWeek(), WEEK);
        return all(expression.month(), 12) && (together() ? days && weekdays : days || weekdays);
    }

    /** Whether day of month and weekday must both fit. */
    private boolean together() {
        return expression.dayOfMonth().star() || expression.dayOfWeek().star();
    }

    private static boolean all(CronField field, int count) {
        return field.values().size() == count;
    }

    /** As it was typed when it stays the same: a star tells cron that the job follows the clock. */
    private String text(int field, CronField before, List<Integer> values) {
        return before.values().equals(values) ? texts.get(field) : list(values);
    }

    private static String list(List<Integer> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
