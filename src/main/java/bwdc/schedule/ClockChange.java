package bwdc.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;

/** A night on which clocks of a zone jump ahead or go back, and the hour (or half hour) around it. */
record ClockChange(ZoneId zone, ZoneOffsetTransition transition) {
    /** Those after an instant, ascending; none in a zone that changes no more. */
    static Stream<ClockChange> after(ZoneId zone, Instant from) {
        var rules = zone.getRules();
        return Stream.iterate(
                        rules.nextTransition(from),
                        change -> change != null,
                        change -> rules.nextTransition(change.getInstant()))
                .map(change -> new ClockChange(zone, change));
    }

    /** Whether an instant is near enough to a change of that zone for schedulers to disagree. */
    static boolean near(ZoneId zone, Instant time) {
        var rules = zone.getRules();
        return Stream.of(rules.previousTransition(time.plusNanos(1)), rules.nextTransition(time))
                .anyMatch(change -> change != null && new ClockChange(zone, change).covers(time));
    }

    boolean covers(Instant time) {
        return !time.isBefore(start()) && !time.isAfter(end());
    }

    Instant start() {
        return transition.getInstant().minus(transition.getDuration().abs());
    }

    Instant end() {
        return transition.getInstant().plus(transition.getDuration().abs());
    }

    boolean jumpsAhead() {
        return transition.isGap();
    }

    /** Times that clocks skip, or show twice. */
    List<LocalDateTime> times(List<CronExpression> expressions) {
        var first = jumpsAhead() ? transition.getDateTimeBefore() : transition.getDateTimeAfter();
        var end = jumpsAhead() ? transition.getDateTimeAfter() : transition.getDateTimeBefore();
        return first.toLocalDate()
                .datesUntil(end.toLocalDate().plusDays(1))
                .flatMap(date -> WallClock.times(expressions, date))
                .filter(time -> !time.isBefore(first) && time.isBefore(end))
                .toList();
    }

    /** {@code On 2026-03-29 clocks in Europe/Berlin jump from 02:00 to 03:00}. */
    @Override
    public String toString() {
        var before = transition.getDateTimeBefore();
        return "On " + before.toLocalDate() + " clocks in " + zone + (jumpsAhead() ? " jump" : " go back") + " from "
                + before.toLocalTime() + " to " + transition.getDateTimeAfter().toLocalTime();
    }
}
