package bwdc.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;

/** Clocks of zones compared, as far as schedules care: from 2025 on, for the years that rules are known for. */
public final class Clocks {
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2045-01-01T00:00:00Z");

    private Clocks() {}

    /** Whether both always show the same time. */
    public static boolean alike(ZoneId one, ZoneId other) {
        return one.getRules().equals(other.getRules())
                || Stream.of(one, other)
                        .flatMap(Clocks::changes)
                        .allMatch(time -> one.getRules()
                                .getOffset(time)
                                .equals(other.getRules().getOffset(time)));
    }

    /** Whether it is never changed. */
    public static boolean steady(ZoneId zone) {
        return changes(zone).count() == 1;
    }

    /** Whether all changes are by a multiple of this much. */
    public static boolean changeBy(ZoneId zone, Duration step) {
        return changes(zone).skip(1).allMatch(time -> jump(zone, time) % step.toSeconds() == 0);
    }

    private static long jump(ZoneId zone, Instant time) {
        var rules = zone.getRules();
        return (long) rules.getOffset(time).getTotalSeconds()
                - rules.getOffset(time.minusSeconds(1)).getTotalSeconds();
    }

    /** The first moment, and each one at which the clock is changed. */
    private static Stream<Instant> changes(ZoneId zone) {
        var rules = zone.getRules();
        return Stream.iterate(FIRST, time -> time.isBefore(LAST), time -> {
            var next = rules.nextTransition(time);
            return next == null ? LAST : next.getInstant();
        });
    }
}
