package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import java.time.Duration;
import java.util.Optional;

/** How long a run may take; one that takes longer is ended, so that nothing holds the lock for ever. */
final class TimeLimit {
    static final String OPTION = "time-limit";
    static final String VARIABLE = "BWDC_TIME_LIMIT";

    private static final Duration USUAL = Duration.ofHours(2);

    private TimeLimit() {}

    /** From the option, else from the environment, else two hours. */
    static Duration of(Call call) {
        return option(call, OPTION)
                .or(() -> call.host().variable(VARIABLE).map(text -> parse(text, VARIABLE)))
                .orElse(USUAL);
    }

    /** An option that is a length of time. */
    static Optional<Duration> option(Call call, String name) {
        return call.option(name).map(text -> parse(text, "--" + name));
    }

    /** {@code 90s}, {@code 15m}, {@code 2h}, or ISO 8601: {@code PT15M}. */
    private static Duration parse(String text, String origin) {
        return Durations.parse(text).orElseThrow(() -> wrong(text, origin));
    }

    private static Fault wrong(String text, String origin) {
        return Fault.of(ExitCode.USAGE, "\"" + text + "\" (" + origin + ") is no length of time.")
                .hint("90s, 15m or 2h");
    }

    /** What is said when it is over. */
    static Fault over(Duration limit) {
        return Fault.of(ExitCode.TIME, "The run has taken longer than " + Durations.words(limit) + " and was ended.")
                .hint("nothing is remembered of it and the next run repeats it; a larger --" + OPTION
                        + " gives it more time");
    }
}
