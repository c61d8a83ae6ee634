package bwdc.settings;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest changed letters, if enough of them stay the same. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        String best = null;
        int fewest = 3;
        for (var candidate : candidates) {
            int distance = distance(word, candidate);
            int longest = Math.max(word.length(), candidate.length());
            if (distance <= fewest && (longest - distance) * 5 > longest * 2 && (best == null || distance < fewest)) {
                best = candidate;
                fewest = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
