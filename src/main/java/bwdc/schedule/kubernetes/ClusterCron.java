package bwdc.schedule.kubernetes;

import bwdc.schedule.Timetable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs as the library robfig/cron v3 finds them, which the CronJob controller asks. It walks from field to field: to the next
 * month, day, hour and minute that fit. Hours and minutes are steps of real time, so what a change of clocks skips does not
 * run and what comes again runs again; days are steps of the calendar, and a day that has no midnight can be passed over.
 * After five years without a run it gives up.
 */
final class ClusterCron {
    private static final int GIVE_UP = 5;

    private final Timetable table;
    private final Set<Integer> hours;
    private final Set<Integer> minutes;
    private final ZoneId zone;

    ClusterCron(Timetable table, ZoneId zone) {
        this.table = table;
        hours = table.times().stream().map(LocalTime::getHour).collect(Collectors.toSet());
        minutes = Set.copyOf(table.minutes());
        this.zone = zone;
    }

    Stream<Instant> after(Instant from) {
        return Stream.iterate(next(from), Optional::isPresent, time -> time.flatMap(this::next))
                .flatMap(Optional::stream);
    }

    private Optional<Instant> next(Instant after) {
        return new Walk(after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)).run();
    }

    /** One search. Each step answers whether the field fits without a new larger unit, in which case all begins again. */
    private final class Walk {
        private final int lastYear;
        private Instant time;
        private boolean moved;

        Walk(Instant start) {
            time = start;
            lastYear = local().getYear() + GIVE_UP;
        }

        Optional<Instant> run() {
            while (local().getYear() <= lastYear) {
                if (month() && day() && hour() && minute() && second()) {
                    return Optional.of(time);
                }
            }
            return Optional.empty();
        }

        private boolean month() {
            while (table.days().getFirst().months().stream().noneMatch(each -> each == local().getMonthValue())) {
                begin(local().toLocalDate().withDayOfMonth(1).atStartOfDay());
                time = instant(local().plusMonths(1));
                if (local().getMonthValue() == 1) {
                    return false;
                }
            }
            return true;
        }

        private boolean day() {
            while (table.days().stream().noneMatch(each -> each.has(local().toLocalDate()))) {
                begin(local().toLocalDate().atStartOfDay());
                time = instant(local().plusDays(1));
                int hour = local().getHour();
                if (hour != 0) {
                    time = time.plus(hour > 12 ? 24 - hour : -hour, ChronoUnit.HOURS);
                }
                if (local().getDayOfMonth() == 1) {
                    return false;
                }
            }
            return true;
        }

        private boolean hour() {
            while (!hours.contains(local().getHour())) {
                begin(local().truncatedTo(ChronoUnit.HOURS));
                time = time.plus(1, ChronoUnit.HOURS);
                if (local().getHour() == 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean minute() {
            while (!minutes.contains(local().getMinute())) {
                if (!moved) {
                    moved = true;
                    time = time.truncatedTo(ChronoUnit.MINUTES);
                }
                time = time.plus(1, ChronoUnit.MINUTES);
                if (local().getMinute() == 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean second() {
            while (local().getSecond() != 0) {
                moved = true;
                time = time.plusSeconds(1);
                if (local().getSecond() == 0) {
                    return false;
                }
            }
            return true;
        }

        /** Before the first step of a search the smaller fields begin anew. */
        private void begin(LocalDateTime start) {
            if (!moved) {
                moved = true;
                time = instant(start);
            }
        }

        private LocalDateTime local() {
            return LocalDateTime.ofInstant(time, zone);
        }
    }

    /** Go's time.Date: the offset is looked up as if the local time were UTC, and once more with what that gives. */
    private Instant instant(LocalDateTime local) {
        var rules = zone.getRules();
        var guess = rules.getOffset(local.toInstant(ZoneOffset.UTC));
        return local.toInstant(rules.getOffset(local.toInstant(guess)));
    }
}
