package bwdc.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many of a number may go at once: a share of them, and a number that is allowed however few there are.
 *
 * @param percent share of those that are there
 * @param least allowed in any case
 */
public record Limit(int percent, int least) {
    private static final Pattern SYNTAX = Pattern.compile("(?:([0-9]{1,3})\\s*%)?\\s*,?\\s*([0-9]{1,9})?");

    /** {@code 20%}, {@code 50}, or {@code 20%,5}: at most 20 %, and five in any case. */
    static Optional<Limit> parse(String text) {
        var match = SYNTAX.matcher(text.strip());
        if (!match.matches() || match.group(1) == null && match.group(2) == null) {
            return Optional.empty();
        }
        int percent = match.group(1) == null ? 0 : Integer.parseInt(match.group(1));
        int least = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        return percent > 100 ? Optional.empty() : Optional.of(new Limit(percent, least));
    }

    /** How many of so many may go. */
    public int of(int all) {
        return (int) Math.max(least, (long) all * percent / 100);
    }

    /** {@code 20 %, at least 5}. */
    @Override
    public String toString() {
        if (percent == 0) {
            return Integer.toString(least);
        }
        return percent + " %" + (least == 0 ? "" : ", at least " + least);
    }
}
