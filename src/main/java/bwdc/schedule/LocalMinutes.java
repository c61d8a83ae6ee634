package bwdc.schedule;

import java.time.LocalDate;
import java.util.Optional;

/** The minutes at which a clock that never changes would start a run; minutes count from 1970-01-01T00:00 on that clock. */
sealed interface LocalMinutes {
    int DAY = 24 * 60;

    /** Of a schedule that is kept by the clock. */
    static Optional<LocalMinutes> of(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Cron(var expression, var zone) -> Optional.of(new Matching(expression));
            case Schedule.Every every
            when every.byClock() -> Optional.of(new Steps(every.interval().toMinutes()));
            case Schedule.Every every -> Optional.empty();
        };
    }

    /** Whether changes of the clock neither lose nor repeat a run; else it follows the clock. */
    boolean fixedTime();

    /** Whether it runs in each hour of the day. */
    boolean everyHour();

    /** The first one that is not before {@code from}, or {@code end} when there is none before it. */
    long next(long from, long end);

    /** Every so many minutes of the day. */
    record Steps(long minutes) implements LocalMinutes {
        @Override
        public boolean fixedTime() {
            return !everyHour();
        }

        @Override
        public boolean everyHour() {
            return minutes <= 60;
        }

        @Override
        public long next(long from, long end) {
            return Math.min(end, Math.ceilDiv(from, minutes) * minutes);
        }
    }

    /** Those of a cron expression. */
    record Matching(CronExpression expression) implements LocalMinutes {
        @Override
        public boolean fixedTime() {
            return expression.fixedTime();
        }

        @Override
        public boolean everyHour() {
            return Long.bitCount(expression.hour().bits()) == 24;
        }

        @Override
        public long next(long from, long end) {
            long minute = from;
            while (minute < end) {
                var date = LocalDate.ofEpochDay(Math.floorDiv(minute, DAY));
                if (!expression.month().has(date.getMonthValue())) {
                    minute = date.withDayOfMonth(1).plusMonths(1).toEpochDay() * DAY;
                    continue;
                }
                int ofDay = expression.matchesDay(date) ? inDay(Math.floorMod(minute, DAY)) : DAY;
                minute = date.toEpochDay() * DAY + ofDay;
                if (ofDay < DAY) {
                    return Math.min(end, minute);
                }
            }
            return end;
        }

        /** The first minute of a day that is not before this one, or {@link #DAY}. */
        private int inDay(int from) {
            int hour = from / 60;
            if (expression.hour().has(hour)) {
                int minute = expression.minute().next(from % 60);
                if (minute < 60) {
                    return hour * 60 + minute;
                }
            }
            int later = expression.hour().next(hour + 1);
            return later < 24 ? later * 60 + expression.minute().next(0) : DAY;
        }
    }
}
