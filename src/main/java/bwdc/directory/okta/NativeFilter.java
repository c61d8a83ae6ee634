package bwdc.directory.okta;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A filter in Okta's own language, as it is given to the lists of users and groups.
 *
 * @param text empty for none
 */
record NativeFilter(Optional<String> text) {
    static final NativeFilter DEPROVISIONED = new NativeFilter(Optional.of("status eq \"DEPROVISIONED\""));

    /** And changed after a time. */
    NativeFilter since(Instant time) {
        return and("lastUpdated gt " + quoted(time));
    }

    /** And, of groups, changed after a time: who joins or leaves does not change the group itself. */
    NativeFilter groupsSince(Instant time) {
        return and("(lastUpdated gt " + quoted(time) + " or lastMembershipUpdated gt " + quoted(time) + ")");
    }

    /** Okta writes times with three digits after the second. */
    private static String quoted(Instant time) {
        return '"' + time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z") + '"';
    }

    /**
     * Who was deactivated. A list without a filter leaves them out, and one with a filter has them only when the filter lets
     * them through, which one that asks for a status does not: whoever it chose before is deactivated all the same.
     */
    NativeFilter deprovisioned() {
        return asksForStatus() ? DEPROVISIONED : and(DEPROVISIONED.text.orElseThrow());
    }

    boolean asksForStatus() {
        return properties().contains("status");
    }

    private NativeFilter and(String more) {
        return new NativeFilter(
                Optional.of(text.map(own -> "(" + own + ") and " + more).orElse(more)));
    }

    /** The words outside of quotation marks: properties, operators and {@code and}. */
    private Set<String> properties() {
        Set<String> words = new HashSet<>();
        var word = new StringBuilder();
        boolean quoted = false;
        var own = text.orElse("") + " ";
        for (int i = 0; i < own.length(); i++) {
            char c = own.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (Character.isLetterOrDigit(c) || c == '.' || c == '_') {
                word.append(c);
            } else {
                words.add(word.toString());
                word.setLength(0);
                quoted = c == '"';
            }
        }
        return words;
    }
}
