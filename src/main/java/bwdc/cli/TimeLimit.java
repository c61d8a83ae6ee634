package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** How long a run may take; one that takes longer is ended, so that nothing holds the lock for ever. */
final class TimeLimit {
    static final String OPTION = "time-limit";
    static final String VARIABLE = "BWDC_TIME_LIMIT";

    private static final Duration USUAL = Duration.ofHours(2);

    private TimeLimit() {}

    /** From the option, else from the environment, else two hours. */
    static Duration of(Call call) {
        return call.option(OPTION)
                .map(text -> parse(text, "--" + OPTION))
                .or(() -> call.host().variable(VARIABLE).map(text -> parse(text, VARIABLE)))
                .orElse(USUAL);
    }

    /** {@code 90s}, {@code 15m}, {@code 2h}, or ISO 8601: {@code PT15M}. */
    private static Duration parse(String text, String origin) {
        try {
            var upper = text.strip().toUpperCase(Locale.ROOT);
            var duration = Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw wrong(text, origin).because(e);
        }
        throw wrong(text, origin);
    }

    private static Fault wrong(String text, String origin) {
        return Fault.of(ExitCode.USAGE, "\"" + text + "\" (" + origin + ") is no length of time.")
                .hint("90s, 15m or 2h");
    }

    /** What is said when it is over. */
    static Fault over(Duration limit) {
        return Fault.of(ExitCode.TIME, "The run has taken longer than " + words(limit) + " and was ended.")
                .hint("nothing is remembered of it and the next run repeats it; a larger --" + OPTION
                        + " gives it more time");
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
