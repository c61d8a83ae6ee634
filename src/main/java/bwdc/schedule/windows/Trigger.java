package bwdc.schedule.windows;

import bwdc.schedule.Timetable.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One trigger of a task. */
sealed interface Trigger {
    /**
     * Triggers begin on a day long past, because the same job has to give the same file; Task Scheduler goes on from there.
     */
    LocalDate FIRST = LocalDate.of(2020, 1, 1);

    /** Starts at a time of certain days, then perhaps again and again within that hour. */
    record Calendar(LocalTime time, Days days, int starts, Duration apart) implements Trigger {
        static Calendar once(LocalTime time, Days days) {
            return new Calendar(time, days, 1, Duration.ZERO);
        }

        boolean repeats() {
            return starts > 1;
        }

        /**
         * How long it repeats. Whether a start at the very end still counts is not documented, so the end lies between the
         * last start and the one that must not be.
         */
        Duration duration() {
            var margin = apart.toMinutes() > 1 ? Duration.ofMinutes(1) : Duration.ofSeconds(30);
            return apart.multipliedBy(starts - 1L).plus(margin);
        }

        /**
         * What Windows makes of a time that a change of clocks skips or repeats is not specified (Microsoft's article 325413
         * says so). Taken here: a skipped time as much later as the clock jumps, a repeated one the first time only.
         * Repetitions count real time.
         */
        Stream<Instant> on(LocalDate date, ZoneId zone) {
            if (!days.has(date)) {
                return Stream.empty();
            }
            var start = date.atTime(time).atZone(zone).toInstant();
            return LongStream.range(0, starts).mapToObj(count -> start.plus(apart.multipliedBy(count)));
        }
    }

    /** Starts at a moment long past and ever after, so far apart in real time, whatever clocks show. */
    record Steady(LocalDateTime start, ZoneId zone, Duration apart) implements Trigger {
        List<Instant> on(LocalDate date) {
            var first = start.atZone(zone).toInstant();
            var day = date.atStartOfDay(zone).toInstant();
            var end = date.plusDays(1).atStartOfDay(zone).toInstant();
            long count = Math.ceilDiv(Duration.between(first, day).toSeconds(), apart.toSeconds());
            return Stream.iterate(
                            first.plus(apart.multipliedBy(Math.max(0, count))),
                            time -> time.isBefore(end),
                            time -> time.plus(apart))
                    .toList();
        }
    }
}
