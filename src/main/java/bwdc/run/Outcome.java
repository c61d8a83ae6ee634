package bwdc.run;

import bwdc.fault.Fault;
import java.util.Locale;
import java.util.Optional;

/** How a run ended, in a word. */
public enum Outcome {
    /** It has not ended yet. */
    RUNNING,
    IMPORTED,
    UNCHANGED,
    /** An earlier run was taken back. */
    UNDONE,
    FAILED,
    HELD,
    /** Another run was at work, so it did nothing. */
    LOCKED,
    TIMED_OUT,
    /** The process was ended from outside: by a signal, or without leaving a word. */
    INTERRUPTED;

    static Outcome of(Fault fault) {
        return switch (fault.exitCode()) {
            case HELD -> HELD;
            case LOCKED -> LOCKED;
            case TIME -> TIMED_OUT;
            case DONE, UNEXPECTED, USAGE, SETTINGS, SIGN_IN, DIRECTORY, BITWARDEN, CHANGES -> FAILED;
        };
    }

    static Optional<Outcome> of(String text) {
        for (var each : values()) {
            if (each.text().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** As history shows it: {@code timed out}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether the organization is as the directory says. */
    public boolean succeeded() {
        return this == IMPORTED || this == UNCHANGED;
    }

    /** Whether somebody should look at it; a run that found another at work is none of anybody's trouble. */
    public boolean isTrouble() {
        return this == FAILED || this == HELD || this == TIMED_OUT || this == INTERRUPTED;
    }
}
