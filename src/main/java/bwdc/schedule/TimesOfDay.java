package bwdc.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Times of a day as cron, systemd and others can hold them: these minutes of each of these hours.
 *
 * @param hours ascending
 * @param minutes ascending
 */
public record TimesOfDay(List<Integer> hours, List<Integer> minutes) {
    private static final int HOUR = 60;

    public TimesOfDay {
        hours = List.copyOf(hours);
        minutes = List.copyOf(minutes);
    }

    /** The fewest that together hold exactly these minutes since midnight: hours with the same minutes go together. */
    public static List<TimesOfDay> covering(BitSet minutesOfDay) {
        Map<List<Integer>, List<Integer>> hours = new LinkedHashMap<>();
        for (int hour = 0; hour < 24; hour++) {
            int start = hour * HOUR;
            var minutes = IntStream.range(0, HOUR)
                    .filter(minute -> minutesOfDay.get(start + minute))
                    .boxed()
                    .toList();
            if (!minutes.isEmpty()) {
                hours.computeIfAbsent(minutes, key -> new ArrayList<>()).add(hour);
            }
        }
        return hours.entrySet().stream()
                .map(entry -> new TimesOfDay(entry.getValue(), entry.getKey()))
                .toList();
    }

    /** As a cron expression for every day. */
    public CronExpression everyDay() {
        return CronExpression.parse(list(minutes) + " " + list(hours) + " * * *");
    }

    private static String list(List<Integer> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
