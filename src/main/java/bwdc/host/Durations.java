package bwdc.host;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time as people type and read them: {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 7d}. */
public final class Durations {
    private Durations() {}

    /** From {@code 15m} or ISO 8601 {@code PT15M}; empty when it is neither, or not above zero. */
    public static Optional<Duration> parse(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            return Optional.of(Duration.parse(upper.startsWith("P") ? upper : iso(upper)))
                    .filter(Duration::isPositive);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Days come before the T. */
    private static String iso(String upper) {
        int days = upper.indexOf('D') + 1;
        var time = upper.substring(days);
        return "P" + upper.substring(0, days) + (time.isEmpty() ? "" : "T" + time);
    }

    /** {@code 1h30m}, which {@link #parse} reads back. */
    public static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
