package bwdc.schedule.systemd;

import bwdc.schedule.CronExpression;
import bwdc.schedule.Schedule;
import bwdc.schedule.TimesOfDay;
import bwdc.schedule.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times of a zone's clock as systemd's calendar keeps them. A time that the clock skips is left out, and one that it shows
 * twice is taken the first time only, by every expression ({@code find_next} in its calendarspec.c asks mktime(3) without
 * saying whether summer time is meant; https://github.com/systemd/systemd/issues/5595 and 8647).
 */
record Calendar(List<CronExpression> expressions, ZoneId zone) {
    static final ZoneId UTC = ZoneId.of("UTC");

    /** Offsets that were used before do not matter. */
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private static final int CHANGES = 60;

    /** systemd's last year (USEC_TIMESTAMP_FORMATTABLE_MAX). */
    private static final int LAST_YEAR = 2199;

    /**
     * Zones whose winter time is a summer time of minus one hour for tzdata and for systemd, with one that has the same clock
     * without that, where there is one. systemd 252 to 257 hung in them (https://github.com/systemd/systemd/pull/36897), and
     * all lose the rest of the day when they look for a time in the hour that is skipped.
     */
    private static final Map<String, String> NEGATIVE = Map.of(
            "Europe/Dublin", "Europe/London",
            "Africa/Casablanca", "Africa/Casablanca",
            "Africa/El_Aaiun", "Africa/El_Aaiun");

    /** Empty for an interval that no clock keeps. */
    static Optional<Calendar> of(Schedule schedule) {
        var expressions = WallClock.expressions(schedule);
        return expressions.isEmpty()
                ? Optional.empty()
                : Optional.of(inUtc(expressions, schedule.zone())
                        .orElseGet(() -> new Calendar(expressions, sameClock(schedule.zone()))));
    }

    private static ZoneId sameClock(ZoneId zone) {
        return ZoneId.of(NEGATIVE.getOrDefault(zone.getId(), zone.getId()));
    }

    /** The same minutes of every hour: in UTC they are not left out when clocks show an hour twice. */
    private static Optional<Calendar> inUtc(List<CronExpression> expressions, ZoneId zone) {
        if (expressions.size() > 1 || !everyHour(expressions.getFirst())) {
            return Optional.empty();
        }
        var minutes = new HashSet<List<Integer>>();
        for (int offset : offsets(zone.getRules())) {
            minutes.add(earlier(expressions.getFirst().minute().values(), offset));
        }
        var hours = IntStream.range(0, 24).boxed().toList();
        return minutes.size() > 1
                ? Optional.empty()
                : minutes.stream()
                        .map(each -> new Calendar(List.of(new TimesOfDay(hours, each).everyDay()), UTC))
                        .findFirst();
    }

    private static boolean everyHour(CronExpression expression) {
        return expression.hour().values().size() == 24
                && expression.dayOfMonth().values().size() == 31
                && expression.month().values().size() == 12
                && expression.dayOfWeek().values().size() == 7;
    }

    private static List<Integer> earlier(List<Integer> minutes, int offset) {
        return minutes.stream()
                .map(minute -> Math.floorMod(minute - offset, 60))
                .sorted()
                .toList();
    }

    /** In minutes. */
    private static Set<Integer> offsets(ZoneRules rules) {
        var offsets = new HashSet<Integer>();
        offsets.add(rules.getOffset(EPOCH).getTotalSeconds() / 60);
        Stream.iterate(
                        rules.nextTransition(EPOCH),
                        change -> change != null,
                        change -> rules.nextTransition(change.getInstant()))
                .limit(CHANGES)
                .forEach(change -> offsets.add(change.getOffsetAfter().getTotalSeconds() / 60));
        return offsets;
    }

    List<String> values() {
        return expressions.stream()
                .flatMap(expression -> OnCalendar.values(expression, zone).stream())
                .toList();
    }

    Stream<Instant> runs(Instant from) {
        return WallClock.runs(expressions, zone, from, time -> instants(time, from))
                .takeWhile(time -> time.atZone(zone).getYear() <= LAST_YEAR);
    }

    /** When it is asked while the clock shows an hour for the second time, it takes those. */
    private List<Instant> instants(LocalDateTime time, Instant from) {
        var offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() < 2) {
            return lost(time)
                    ? List.of()
                    : offsets.stream().map(time::toInstant).toList();
        }
        var change = zone.getRules().getTransition(time);
        ZoneOffset offset = from.isBefore(change.getInstant()) ? offsets.getFirst() : offsets.getLast();
        return List.of(time.toInstant(offset));
    }

    /** It gets past the hour that is skipped only by way of the hour before. */
    private boolean lost(LocalDateTime time) {
        if (!NEGATIVE.containsKey(zone.getId())) {
            return false;
        }
        var change = zone.getRules()
                .nextTransition(time.toLocalDate().atStartOfDay(zone).toInstant());
        if (change == null || !change.isGap() || time.isBefore(change.getDateTimeAfter())) {
            return false;
        }
        int skipped = change.getDateTimeBefore().getHour();
        return time.toLocalDate().equals(change.getDateTimeAfter().toLocalDate())
                && expressions.stream()
                        .filter(each -> each.matches(time))
                        .allMatch(
                                each -> each.hour().has(skipped) && !each.hour().has(skipped - 1));
    }
}
