package bwdc.schedule.kubernetes;

import bwdc.schedule.Timetable;
import bwdc.schedule.Timetable.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A timetable in the words of the Kubernetes scheduler: without names, without 7 for Sunday, as short as they get. */
final class CronText {
    private CronText() {}

    /** Five fields. The days of month and week are both written only where one is enough. */
    static String of(List<Integer> minutes, List<Integer> hours, Timetable table) {
        var first = table.days().getFirst();
        var last = table.days().getLast();
        // Beside a weekday even a star with a step would be read by people as "and".
        boolean either = table.days().size() > 1;
        return String.join(
                " ",
                field(minutes, 0, 59),
                field(hours, 0, 23),
                either ? range(first.daysOfMonth()) : field(first.daysOfMonth(), 1, 31),
                field(first.months(), 1, 12),
                either ? range(last.weekdays()) : field(last.weekdays(), 0, 6));
    }

    /** Whether that says what the table says. */
    static boolean canSay(Days days) {
        return days.everyDayOfMonth() || days.everyWeekday();
    }

    private static String field(List<Integer> values, int lowest, int highest) {
        int step = step(values);
        boolean whole = step > 0 && values.getFirst() == lowest && values.getLast() + step > highest;
        if (!whole) {
            return range(values);
        }
        return step == 1 ? "*" : "*/" + step;
    }

    private static String range(List<Integer> values) {
        int step = step(values);
        return step < 2 ? list(values) : values.getFirst() + "-" + values.getLast() + "/" + step;
    }

    /** How far apart the values are, 0 when that differs or they are too few to say. */
    private static int step(List<Integer> values) {
        int step = values.size() > 2 ? values.get(1) - values.getFirst() : 0;
        boolean even = IntStream.range(1, values.size()).allMatch(at -> values.get(at) - values.get(at - 1) == step);
        return even ? step : 0;
    }

    private static String list(List<Integer> values) {
        var parts = new ArrayList<String>();
        int at = 0;
        while (at < values.size()) {
            int end = at;
            while (end + 1 < values.size() && values.get(end + 1) == values.get(end) + 1) {
                end++;
            }
            if (end - at < 2) {
                end = at;
            }
            parts.add(values.get(at) + (end > at ? "-" + values.get(end) : ""));
            at = end + 1;
        }
        return String.join(",", parts);
    }
}
