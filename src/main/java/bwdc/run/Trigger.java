package bwdc.run;

import java.util.Locale;
import java.util.Optional;

/** What started a run. */
public enum Trigger {
    MANUAL,
    SCHEDULE,
    DAEMON,
    /** A person who takes an earlier run back. */
    UNDO;

    /** As history and logs show it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Trigger> of(String text) {
        for (var each : values()) {
            if (each.text().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
