package bwdc.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Says in English when a schedule runs: {@code At 02:30, every day}. */
public final class Explanation {
    /** Up to so many times of a day are listed one by one. */
    private static final int FEW = 6;

    private Explanation() {}

    /** One sentence without its full stop. */
    public static String of(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Cron(var expression, var zone) -> of(expression);
            case Schedule.Every every -> every(every);
        };
    }

    private static String every(Schedule.Every every) {
        var minutes = every.interval().toMinutes();
        if (!every.byClock()) {
            return "Every " + length(every.interval()) + ", counted from the last start";
        }
        if (minutes == LocalMinutes.DAY) {
            return "At 00:00, every day";
        }
        return "Every " + length(every.interval()) + ", counted from midnight";
    }

    /** {@code 15 minutes}, {@code hour}, {@code 2 days}: the largest unit that divides it. */
    static String length(Duration time) {
        long seconds = time.toSeconds();
        var unit =
                seconds % 86_400 == 0 ? "day" : seconds % 3600 == 0 ? "hour" : seconds % 60 == 0 ? "minute" : "second";
        long size = switch (unit) {
            case "day" -> 86_400;
            case "hour" -> 3600;
            case "minute" -> 60;
            default -> 1;
        };
        return seconds == size ? unit : seconds / size + " " + unit + "s";
    }

    private static String of(CronExpression expression) {
        var time = time(expression.minute().values(), expression.hour().values());
        var days = DayWords.of(expression);
        boolean daily = time.startsWith("At") && !time.endsWith("every hour");
        if (days.isEmpty()) {
            return daily ? time + ", every day" : time;
        }
        if (DayWords.everyDay(expression)) {
            return daily ? time + ", every day " + days : time + ", " + days;
        }
        return time + (days.startsWith("on ") && !time.contains("starting") ? " " : ", ") + days;
    }

    private static String time(List<Integer> minutes, List<Integer> hours) {
        int each = step(minutes, 60);
        if (hours.size() == 24) {
            return everyHour(minutes, each);
        }
        if (minutes.size() * hours.size() <= FEW) {
            return "At "
                    + list(hours.stream()
                            .flatMap(hour -> minutes.stream().map(minute -> clock(hour, minute)))
                            .toList());
        }
        boolean together = hours.getLast() - hours.getFirst() == hours.size() - 1;
        if (minutes.size() == 1) {
            return hourly(hours, minutes.getFirst(), together);
        }
        if (each == 0) {
            return "At minutes " + series(minutes) + " of the hours " + series(hours);
        }
        var often = each == 1 ? "Every minute" : "Every " + each + " minutes";
        return together
                ? often + between(hours, minutes.getFirst(), minutes.getLast())
                : often + " in the hours " + series(hours);
    }

    private static String everyHour(List<Integer> minutes, int each) {
        if (minutes.size() == 1) {
            return minutes.getFirst() == 0
                    ? "Every hour, on the hour"
                    : "At minute " + minutes.getFirst() + " of every hour";
        }
        if (each == 0) {
            return "At minutes " + series(minutes) + " of every hour";
        }
        return each == 1 ? "Every minute" : "Every " + each + " minutes";
    }

    private static String hourly(List<Integer> hours, int minute, boolean together) {
        if (together) {
            return "Every hour" + between(hours, minute, minute);
        }
        int each = step(hours, 24);
        return each == 0
                ? "At minute " + minute + " of the hours " + series(hours)
                : "Every " + each + " hours, starting at " + clock(hours.getFirst(), minute);
    }

    private static String between(List<Integer> hours, int first, int last) {
        return " from " + clock(hours.getFirst(), first) + " to " + clock(hours.getLast(), last);
    }

    /** The distance of values that come evenly all the way round, 0 when they do not. */
    private static int step(List<Integer> values, int size) {
        if (size % values.size() != 0 || values.getFirst() != 0 && size == 60) {
            return 0;
        }
        int step = size / values.size();
        boolean even = IntStream.range(1, values.size()).allMatch(i -> values.get(i) - values.get(i - 1) == step);
        return even ? step : 0;
    }

    static String clock(int hour, int minute) {
        return (hour < 10 ? "0" : "") + hour + (minute < 10 ? ":0" : ":") + minute;
    }

    /** {@code 1 to 5, 8 and 10}, or {@code 1, 3, 5 and so on up to 31}. */
    static String series(List<Integer> values) {
        int step = values.size() > FEW ? values.get(1) - values.get(0) : 1;
        if (step > 1 && IntStream.range(1, values.size()).allMatch(i -> values.get(i) - values.get(i - 1) == step)) {
            return values.get(0) + ", " + values.get(1) + ", " + values.get(2) + " and so on up to " + values.getLast();
        }
        var ranges = new ArrayList<String>();
        for (int i = 0; i < values.size(); ) {
            int end = i;
            while (end + 1 < values.size() && values.get(end + 1) == values.get(end) + 1) {
                end++;
            }
            if (end - i < 2) {
                end = i;
            }
            ranges.add(end == i ? "" + values.get(i) : values.get(i) + " to " + values.get(end));
            i = end + 1;
        }
        return list(ranges);
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        return list(words, "and");
    }

    static String list(List<String> words, String last) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + last + " " + words.getLast();
    }
}
