package bwdc.schedule.cron;

import bwdc.schedule.CronExpression;
import bwdc.schedule.WallClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs of a line with CRON_TZ (cronie 1.7, {@code find_jobs} in src/cron.c): it follows the clock of that zone and catches up
 * nothing there. While the machine's own clock shows an hour again, fixed-time jobs wait, those of other zones too, and they
 * are lost.
 */
final class ZoneRuns {
    private ZoneRuns() {}

    static Stream<Instant> of(CronExpression expression, ZoneId zone, ZoneId machine, Instant from) {
        var shown = WallClock.shown(List.of(expression), zone, from);
        return expression.fixedTime() ? shown.filter(time -> !again(machine, time)) : shown;
    }

    private static boolean again(ZoneId machine, Instant time) {
        var change = machine.getRules().previousTransition(time.plusNanos(1));
        return change != null
                && change.isOverlap()
                && time.isBefore(change.getInstant().minus(change.getDuration()));
    }
}
