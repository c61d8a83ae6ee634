package bwdc.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/** Runs that the next changes of the clock move, drop or double. */
final class ClockChanges {
    private static final int FEW = 3;
    private static final Duration YEAR = Duration.ofDays(366);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private ClockChanges() {}

    /** At most one for each direction. */
    static List<Warning> of(Schedule schedule, Instant now) {
        var skipped = Optional.<Warning>empty();
        var repeated = Optional.<Warning>empty();
        var rules = schedule.zone().getRules();
        var change = rules.nextTransition(now);
        while (change != null && change.getInstant().isBefore(now.plus(YEAR))) {
            if (change.isGap() && skipped.isEmpty()) {
                skipped = warning(schedule, change);
            } else if (change.isOverlap() && repeated.isEmpty()) {
                repeated = warning(schedule, change);
            }
            change = rules.nextTransition(change.getInstant());
        }
        var both = new ArrayList<Warning>();
        skipped.ifPresent(both::add);
        repeated.ifPresent(both::add);
        return both;
    }

    private static Optional<Warning> warning(Schedule schedule, ZoneOffsetTransition change) {
        return LocalMinutes.of(schedule)
                .filter(minutes -> minutes.fixedTime() || !minutes.everyHour())
                .flatMap(minutes -> due(minutes, change)
                        .map(due -> new Warning(
                                "clock-change",
                                told(schedule, change) + ": what is due " + due + " "
                                        + (change.isGap() ? skipped(schedule, minutes, change) : repeated(minutes)))));
    }

    /** The times that do not exist or come twice. */
    private static Optional<String> due(LocalMinutes minutes, ZoneOffsetTransition change) {
        boolean gap = change.isGap();
        long from = minute(gap ? change.getDateTimeBefore() : change.getDateTimeAfter());
        long end = minute(gap ? change.getDateTimeAfter() : change.getDateTimeBefore());
        var times = LongStream.iterate(minutes.next(from, end), time -> time < end, time -> minutes.next(time + 1, end))
                .limit(FEW + 1L)
                .mapToObj(time -> TIME.format(LocalDateTime.ofEpochSecond(time * 60, 0, ZoneOffset.UTC)))
                .toList();
        if (times.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(times.size() > FEW ? "from " + times.getFirst() + " on" : "at " + Explanation.list(times));
    }

    private static String told(Schedule schedule, ZoneOffsetTransition change) {
        return "On " + DATE.format(change.getDateTimeBefore()) + " clocks in " + schedule.zone() + " go "
                + (change.isGap() ? "from " : "back from ") + TIME.format(change.getDateTimeBefore()) + " to "
                + TIME.format(change.getDateTimeAfter());
    }

    private static String skipped(Schedule schedule, LocalMinutes minutes, ZoneOffsetTransition change) {
        if (!minutes.fixedTime()) {
            return "is left out, because minute or hour begins with a star.";
        }
        var next = Upcoming.of(schedule, change.getInstant().minusNanos(1)).findFirst();
        return next.equals(Optional.of(change.getInstant()))
                ? "runs right after the jump, at " + TIME.format(change.getDateTimeAfter()) + ", once."
                : "is left out, because cron takes so large a jump for a correction.";
    }

    private static String repeated(LocalMinutes minutes) {
        return minutes.fixedTime()
                ? "comes twice and runs the first time only."
                : "comes twice and runs both times, because minute or hour begins with a star.";
    }

    private static long minute(LocalDateTime time) {
        return Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), 60);
    }
}
