package bwdc.schedule;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/** Steps through a whole field that do not come out even, such as {@code *}{@code /7} minutes. */
final class UnevenSteps {
    private UnevenSteps() {}

    static List<Warning> of(CronExpression expression) {
        var warnings = new ArrayList<Warning>();
        var fields = List.of(
                expression.minute(),
                expression.hour(),
                expression.dayOfMonth(),
                expression.month(),
                expression.dayOfWeek());
        for (var unit : CronUnit.values()) {
            var text = expression.fields().get(unit.place);
            int slash = text.indexOf('/');
            if (slash >= 0 && text.indexOf(',') < 0 && whole(text.substring(0, slash), unit)) {
                var problem = problem(text, unit, fields.get(unit.place).values(), text.substring(slash + 1));
                if (!problem.isEmpty()) {
                    warnings.add(new Warning("uneven-step", problem));
                }
            }
        }
        return warnings;
    }

    private static boolean whole(String range, CronUnit unit) {
        return range.equals("*") || range.equals(unit.lowest + "-" + unit.highest);
    }

    private static String problem(String text, CronUnit unit, List<Integer> values, String step) {
        int every = Integer.parseInt(step);
        if (values.size() == 1) {
            return text + " means " + name(unit, values.getFirst()) + " only: the step is as long as the field.";
        }
        int last = values.getLast();
        int size = unit == CronUnit.DAY_OF_WEEK ? 7 : unit.highest - unit.lowest + 1;
        int gap = unit.lowest + size - last;
        if (gap == every || every == 1) {
            return "";
        }
        var restart = "after " + name(unit, last) + " comes " + name(unit, unit.lowest);
        return unit == CronUnit.DAY_OF_MONTH
                ? text + " is not every " + every + " days: it begins anew each month, so that " + restart + "."
                : text + " is not every " + every + " " + noun(unit) + "s: " + restart + ", " + gap + " " + noun(unit)
                        + (gap == 1 ? "" : "s") + " later.";
    }

    private static String noun(CronUnit unit) {
        return switch (unit) {
            case MINUTE -> "minute";
            case HOUR -> "hour";
            case DAY_OF_MONTH, DAY_OF_WEEK -> "day";
            case MONTH -> "month";
        };
    }

    private static String name(CronUnit unit, int value) {
        return switch (unit) {
            case MINUTE -> "minute " + value;
            case HOUR -> Explanation.clock(value, 0);
            case DAY_OF_MONTH -> "day " + value;
            case MONTH -> DayWords.month(value);
            case DAY_OF_WEEK -> DayWords.name(value == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(value));
        };
    }
}
