package bwdc.schedule.daemon;

import bwdc.schedule.Schedule;
import bwdc.schedule.Upcoming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When the next run is due. Times that were missed, because the machine slept or the daemon was not there, are due at
 * once, and together they are one run.
 */
final class Timetable {
    private final Instant begin;
    private Optional<Instant> last;
    private Optional<Instant> retry = Optional.empty();

    /**
     * @param last when the last run that succeeded began; one in the future is the work of a wrong clock and does not count
     * @param now when the daemon began
     */
    Timetable(Optional<Instant> last, Instant now) {
        this.last = last.filter(time -> !time.isAfter(now));
        begin = now;
    }

    /** The next time of any of these schedules, in the past when it was missed; empty when there is none. */
    Optional<Instant> next(List<Schedule> schedules) {
        return retry.or(
                () -> schedules.stream().flatMap(each -> next(each).stream()).min(Instant::compareTo));
    }

    private Optional<Instant> next(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Every every ->
                Optional.of(last.map(time -> time.plus(every.interval())).orElse(begin));
            case Schedule.Cron cron -> Upcoming.of(cron, last.orElse(begin)).findFirst();
        };
    }

    /** A run that is not to be repeated before its time. */
    void ran(Instant started) {
        last = Optional.of(started);
        retry = Optional.empty();
    }

    /** A run that is to be repeated at that time, whatever the schedules say. */
    void failed(Instant started, Instant again) {
        last = Optional.of(started);
        retry = Optional.of(again);
    }

    /** After the clock was set back, what happened before still happened before. */
    void setBack(Duration jump) {
        last = last.map(time -> time.plus(jump));
        retry = retry.map(time -> time.plus(jump));
    }
}
