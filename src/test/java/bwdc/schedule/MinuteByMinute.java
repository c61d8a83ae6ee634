package bwdc.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Debian's cron at its slowest: it wakes at every minute, looks at the clock and at each job. */
final class MinuteByMinute {
    private final Job job;
    private final ZoneId zone;
    private final Set<Instant> runs = new TreeSet<>();

    /** The minute of the clock that was served last. */
    private long virtual;

    private MinuteByMinute(Job job, ZoneId zone) {
        this.job = job;
        this.zone = zone;
    }

    /** What a line of a crontab says, apart from how bwdc reads it. */
    record Job(
            Set<Integer> minutes,
            Set<Integer> hours,
            Set<Integer> days,
            Set<Integer> months,
            Set<Integer> weekdays,
            boolean wildcard,
            boolean bothDays) {
        boolean runsAt(long minute) {
            var time = LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC);
            if (!minutes.contains(time.getMinute()) || !hours.contains(time.getHour())) {
                return false;
            }
            boolean day = days.contains(time.getDayOfMonth());
            boolean weekday = weekdays.contains(time.getDayOfWeek().getValue() % 7);
            return months.contains(time.getMonthValue()) && (bothDays ? day && weekday : day || weekday);
        }
    }

    /** All runs after {@code from} and before {@code to}, of a cron that was started two days earlier. */
    static List<Instant> runs(Job job, ZoneId zone, Instant from, Instant to) {
        var cron = new MinuteByMinute(job, zone);
        var start = from.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofDays(2));
        cron.virtual = cron.clock(start) - 1;
        for (var time = start; time.isBefore(to); time = time.plusSeconds(60)) {
            cron.wakeUp(time);
        }
        cron.runs.removeIf(time -> !time.isAfter(from));
        return new ArrayList<>(cron.runs);
    }

    private long clock(Instant time) {
        return Math.floorDiv(
                time.getEpochSecond() + zone.getRules().getOffset(time).getTotalSeconds(), 60);
    }

    private void wakeUp(Instant time) {
        long clock = clock(time);
        long difference = clock - virtual;
        if (difference > 180 || difference <= -180) {
            virtual = clock;
            start(clock, time, true, true);
        } else if (difference > 5) {
            start(clock, time, true, false);
            while (virtual < clock) {
                start(++virtual, time, false, true);
            }
        } else if (difference > 0) {
            while (virtual < clock) {
                start(++virtual, time, true, true);
            }
        } else {
            start(clock, time, true, false);
        }
    }

    private void start(long minute, Instant time, boolean wildcards, boolean fixed) {
        if ((job.wildcard() ? wildcards : fixed) && job.runsAt(minute)) {
            runs.add(time);
        }
    }
}
