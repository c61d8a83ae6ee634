package bwdc.settings;

import bwdc.host.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * How long somebody must be missing before that counts as having left. A disabled or deleted account counts at once.
 *
 * @param runs complete reads without them, one after another
 * @param time since the first of these
 */
public record Absence(int runs, Duration time) {
    /** Missing once is enough. */
    static final Absence AT_ONCE = new Absence(1, Duration.ZERO);

    /** {@code 3 runs}, {@code 2d}, {@code 3 runs,2d}, or {@code off}. */
    static Optional<Absence> parse(String text) {
        var absence = AT_ONCE;
        if (text.strip().equals("off")) {
            return Optional.of(absence);
        }
        for (var part : text.split(",", -1)) {
            var word = part.strip();
            var time = Durations.parse(word);
            if (word.matches("[1-9][0-9]{0,3}\\s*runs?")) {
                absence = new Absence(Integer.parseInt(word.replaceAll("[^0-9]", "")), absence.time);
            } else if (time.isPresent()) {
                absence = new Absence(absence.runs, time.get());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(absence);
    }

    /** Whether one complete read without somebody is enough. */
    public boolean isAtOnce() {
        return runs <= 1 && time.isZero();
    }

    /** Whether somebody has been missing long enough; a clock that was set back matters only where a time is asked for. */
    public boolean isOver(int missedReads, long missedSeconds) {
        return missedReads >= runs && (time.isZero() || missedSeconds >= time.toSeconds());
    }

    /** Whole, as Java writes a record; its own way makes code while it runs, which costs every run some milliseconds. */
    @Override
    public String toString() {
        return "Absence[runs=" + runs + ", time=" + time + "]";
    }
}
