package bwdc.schedule.launchd;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One dictionary of StartCalendarInterval: a run is when all that it names fits; what it leaves out may be anything. */
record Moment(
        Optional<Integer> month,
        Optional<Integer> day,
        Optional<Integer> weekday,
        Optional<Integer> hour,
        Optional<Integer> minute) {

    static final Moment ALWAYS =
            new Moment(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Moment inMonth(int value) {
        return new Moment(Optional.of(value), day, weekday, hour, minute);
    }

    Moment onDay(int value) {
        return new Moment(month, Optional.of(value), weekday, hour, minute);
    }

    Moment onWeekday(int value) {
        return new Moment(month, day, Optional.of(value), hour, minute);
    }

    Moment inHour(int value) {
        return new Moment(month, day, weekday, Optional.of(value), minute);
    }

    Moment atMinute(int value) {
        return new Moment(month, day, weekday, hour, Optional.of(value));
    }

    /** Keys and values as the property list has them. */
    Map<String, Integer> keys() {
        var keys = new LinkedHashMap<String, Integer>();
        month.ifPresent(value -> keys.put("Month", value));
        day.ifPresent(value -> keys.put("Day", value));
        weekday.ifPresent(value -> keys.put("Weekday", value));
        hour.ifPresent(value -> keys.put("Hour", value));
        minute.ifPresent(value -> keys.put("Minute", value));
        return keys;
    }

    /**
     * Its runs of a day. launchd reckons with the clock's time and asks mktime(3) which instant that is (cronemu in the last
     * core.c that Apple published): a time that is skipped becomes as much later as the clock jumps, one that comes twice is
     * the first, and wildcards go on with the time after it, so nothing runs in the repeated hour.
     */
    Stream<Instant> on(LocalDate date, ZoneId zone) {
        boolean today = fits(month, date.getMonthValue())
                && fits(day, date.getDayOfMonth())
                && fits(weekday, date.getDayOfWeek().getValue() % 7);
        if (!today) {
            return Stream.empty();
        }
        return IntStream.range(0, 24)
                .filter(value -> fits(hour, value))
                .boxed()
                .flatMap(thisHour -> IntStream.range(0, 60)
                        .filter(value -> fits(minute, value))
                        .mapToObj(thisMinute ->
                                date.atTime(thisHour, thisMinute).atZone(zone).toInstant()));
    }

    private static boolean fits(Optional<Integer> wanted, int value) {
        return wanted.isEmpty() || wanted.get() == value;
    }
}
