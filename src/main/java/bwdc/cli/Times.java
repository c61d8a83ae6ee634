package bwdc.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Times and lengths of time for people. */
final class Times {
    private Times() {}

    /** {@code 2026-03-01T02:30:00+01:00}, by this machine's zone. */
    static String local(Instant time) {
        var local = OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), ZoneId.systemDefault());
        var text = local.toString();
        // It leaves out seconds that are zero, and a column should not.
        return text.length() > 16 && text.charAt(16) == ':' ? text : text.substring(0, 16) + ":00" + text.substring(16);
    }

    /** {@code 0.3 s}, {@code 12 minutes}, {@code 3 hours}, {@code 5 days}, whichever is nearest. */
    static String words(Duration time) {
        if (time.toSeconds() < 60) {
            return time.toMillis() / 1000 + "." + time.toMillis() % 1000 / 100 + " s";
        }
        long minutes = whole(time, Duration.ofMinutes(1));
        if (minutes < 120) {
            return counted(minutes, "minute");
        }
        long hours = whole(time, Duration.ofHours(1));
        return hours < 48 ? counted(hours, "hour") : counted(whole(time, Duration.ofDays(1)), "day");
    }

    private static long whole(Duration time, Duration unit) {
        return time.plus(unit.dividedBy(2)).dividedBy(unit);
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
