package bwdc.schedule.daemon;

import java.time.Duration;

/**
 * How long to leave things alone after failures: 1, 2, 4 … minutes, at most an hour. The reference tries every minute,
 * which locks the directory's account when its password has changed.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private int failures;

    /** After one more failure. */
    Duration failed() {
        failures++;
        var doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** How many failures there were before this success. */
    int succeeded() {
        int before = failures;
        failures = 0;
        return before;
    }
}
