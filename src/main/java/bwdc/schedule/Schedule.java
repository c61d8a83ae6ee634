package bwdc.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** When a job runs. */
public sealed interface Schedule {
    /** The zone whose clocks count. */
    ZoneId zone();

    /**
     * Again and again. An interval of whole minutes that divides a day evenly is kept by the clock, counted from midnight, so
     * that everybody can tell when runs are: {@code 15m} at :00, :15, :30 and :45, {@code 6h} at 00:00, 06:00, 12:00 and
     * 18:00, {@code 90m} at 00:00, 01:30 and so on. When clocks change, intervals up to an hour go on with the new time, as
     * cron's wildcard jobs do; longer ones are like its fixed-time jobs: a time that is skipped runs right after the
     * jump, one that comes twice runs once. Any other interval ({@code 7m}, {@code 90s}, {@code 2d}) counts from the last
     * start, whatever clocks show.
     */
    record Every(Duration interval, ZoneId zone) implements Schedule {
        private static final Duration DAY = Duration.ofDays(1);

        /** Whether runs are at times of the day, not so long after the last one. */
        public boolean byClock() {
            return interval.equals(Duration.ofMinutes(interval.toMinutes()))
                    && interval.compareTo(DAY) <= 0
                    && DAY.toMinutes() % interval.toMinutes() == 0;
        }

        /** The cron expression with exactly the same runs; empty when there is none, as for {@code 7m} or {@code 90m}. */
        public Optional<CronExpression> expression() {
            if (!byClock()) {
                return Optional.empty();
            }
            int minutes = Math.toIntExact(interval.toMinutes());
            if (60 % minutes == 0) {
                var minute = minutes == 1 ? "*" : minutes == 60 ? "0" : "*/" + minutes;
                return Optional.of(CronExpression.parse(minute + " * * * *"));
            }
            return minutes % 60 == 0
                    ? Optional.of(CronExpression.parse("0 " + hours(minutes / 60) + " * * *"))
                    : Optional.empty();
        }

        /** As a list, because a star would make cron follow the clock through its changes. */
        private static String hours(int step) {
            return IntStream.iterate(0, hour -> hour < 24, hour -> hour + step)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(","));
        }
    }

    /** At the times of a cron expression, as clocks in that zone show them. */
    record Cron(CronExpression expression, ZoneId zone) implements Schedule {}
}
