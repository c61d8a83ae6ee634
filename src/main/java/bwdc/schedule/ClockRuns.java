package bwdc.schedule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The runs of a job as Debian's cron starts them, clock changes included (cron 3.0pl1-162, its main loop). Cron remembers the
 * last minute of the clock that it has served. When the clock jumps ahead by less than three hours, fixed-time jobs of the
 * minutes in between run at once; when it goes back by less, they wait until it has caught up. Larger jumps are corrections,
 * and jobs with a star in minute or hour follow the clock always.
 *
 * <p>Between two changes of the offset minutes run evenly, so it goes from change to change and asks for matching minutes
 * in between.
 */
final class ClockRuns implements Iterator<Instant> {
    private static final long THREE_HOURS = 3 * 60;
    /** Jumps of so many minutes are taken for a late wake-up, and every job catches up. */
    private static final long LATE = 5;

    /** Settles what happened before the first run that is asked for. */
    private static final long LEAD = 2 * 24 * 3600;

    /** After 400 years dates and weekdays come again as they were. */
    private static final long CYCLE = 146_097L * LocalMinutes.DAY;

    private final ZoneRules rules;
    private final LocalMinutes minutes;
    private Instant last;

    /** The stretch between two changes of the clock, and the minutes that it shows: this one and those before the end. */
    private Instant start;

    private ZoneOffset offset;
    private long end;
    private long from;
    private long served;
    private Optional<Instant> next;

    /** @param after runs are later than this */
    ClockRuns(ZoneRules rules, LocalMinutes minutes, Instant after) {
        this.rules = rules;
        this.minutes = minutes;
        last = after;
        start = after.minusSeconds(LEAD);
        offset = rules.getOffset(start);
        served = minute(start) - 1;
        from = enter();
        next = find();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Instant next() {
        last = next.orElseThrow(NoSuchElementException::new);
        next = find();
        return last;
    }

    private Optional<Instant> find() {
        long limit = minute(last) + CYCLE;
        while (from < limit) {
            if (!start.isAfter(last)) {
                from = Math.max(from, minute(last) + 1);
            }
            long found = minutes.next(from, Math.min(end, limit));
            if (found < Math.min(end, limit)) {
                from = found + 1;
                return Optional.of(time(found));
            }
            if (end > limit) {
                return Optional.empty();
            }
            var change = rules.nextTransition(start);
            start = change.getInstant();
            offset = change.getOffsetAfter();
            from = enter();
        }
        return Optional.empty();
    }

    /** Begins a stretch: the first minute whose jobs run in it. */
    private long enter() {
        long first = minute(start);
        long jump = first - served;
        var change = rules.nextTransition(start);
        end = change == null ? Long.MAX_VALUE : Math.ceilDiv(seconds(change.getInstant()), 60);
        boolean correction = jump > THREE_HOURS || jump <= -THREE_HOURS;
        boolean goesOn = minutes.fixedTime() ? !correction : jump > 0 && jump <= LATE;
        long begin = goesOn ? served + 1 : first;
        served = correction ? end - 1 : Math.max(served, end - 1);
        return begin;
    }

    /** When the clock shows that minute; one that it jumped over comes when the stretch begins. */
    private Instant time(long minute) {
        var time = Instant.ofEpochSecond(minute * 60 - offset.getTotalSeconds());
        return time.isBefore(start) ? start : time;
    }

    private long minute(Instant time) {
        return Math.floorDiv(seconds(time), 60);
    }

    private long seconds(Instant time) {
        return time.getEpochSecond() + offset.getTotalSeconds();
    }
}
