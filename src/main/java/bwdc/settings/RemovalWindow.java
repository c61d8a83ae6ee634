package bwdc.settings;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When people may be removed, so that somebody is there who hears of it: {@code mon-thu 09:00-16:00 Europe/Berlin}. */
public record RemovalWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    private static final Pattern SYNTAX =
            Pattern.compile("([a-z,-]+)\\s+([0-2]?[0-9]:[0-5][0-9])-([0-2]?[0-9]:[0-5][0-9])\\s+(\\S+)");
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    public RemovalWindow {
        days = Set.copyOf(days);
    }

    /** Windows one after another, with semicolons between them; empty when one of them is none. */
    static Optional<List<RemovalWindow>> parse(String text) {
        List<RemovalWindow> windows = new ArrayList<>();
        for (var part : Names.parts(text)) {
            var window = one(part);
            if (window == null) {
                return Optional.empty();
            }
            windows.add(window);
        }
        return Optional.of(windows);
    }

    private static @Nullable RemovalWindow one(String text) {
        var match = SYNTAX.matcher(text);
        var lower = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
        if (!lower.matches()) {
            return null;
        }
        var days = days(lower.group(1));
        try {
            var from = time(lower.group(2));
            var to = time(lower.group(3));
            // The name of a zone is not the same in lower case.
            var zone = ZoneId.of(match.matches() ? match.group(4) : text.substring(text.lastIndexOf(' ') + 1));
            return days.isEmpty() || !from.isBefore(to) ? null : new RemovalWindow(days, from, to, zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    /** {@code mon-thu}, {@code mon,wed}, or {@code fri-mon}, which goes over the end of the week. */
    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (var part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            int first = NAMES.indexOf(dash < 0 ? part : part.substring(0, dash));
            int last = NAMES.indexOf(part.substring(dash + 1));
            if (first < 0 || last < 0) {
                return Set.of();
            }
            for (int day = first; ; day = (day + 1) % 7) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    /** Whether it is open then: from its first minute up to, not including, its last. */
    public boolean isOpen(Instant now) {
        var there = now.atZone(zone);
        var time = there.toLocalTime();
        return days.contains(there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
}
