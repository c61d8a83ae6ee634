package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a filter, and where.
 *
 * @param place index of the character at which it goes wrong; the length of the filter when something is missing at its
 *     end
 * @param why a sentence without its full stop
 * @param remedy what to type instead, or what to look at
 */
public record FilterProblem(String filter, int place, String why, String remedy) {
    /** How much of a long filter is shown on either side of the place. */
    private static final int AROUND = 50;

    /**
     * Of a filter in the form that a kind of directory wants.
     *
     * @param setting {@code sync.userFilter} or {@code sync.groupFilter}
     */
    static Optional<FilterProblem> of(DirectoryType type, String setting, String text) {
        return switch (type) {
            case LDAP -> of(text);
            case ENTRA -> EntraFilter.problem(text, setting);
            case GSUITE, OKTA, ONELOGIN -> SetFilter.problem(text);
        };
    }

    /** Of an LDAP filter (RFC 4515). Several filters in a row all have to match, as in the reference; none at all is a filter too. */
    public static Optional<FilterProblem> of(String text) {
        var filter = text.strip();
        try {
            Filter.create("(&" + filter + ")");
            return Optional.empty();
        } catch (LDAPException e) {
            var spot = FilterScanner.firstError(filter)
                    .orElse(new FilterScanner.Spot(0, "the LDAP library says: " + e.getMessage()));
            return Optional.of(new FilterProblem(filter, spot.place(), spot.why(), remedy(filter)));
        }
    }

    /** The filter, and under it a caret at the place. */
    public List<String> picture() {
        int from = place > AROUND ? place - AROUND : 0;
        int to = Math.min(filter.length(), place + AROUND);
        var before = (from > 0 ? "…" : "") + plain(filter.substring(from, place));
        var after = plain(filter.substring(place, to)) + (to < filter.length() ? "…" : "");
        return List.of(before + after, " ".repeat(before.codePointCount(0, before.length())) + "^");
    }

    /** A line stays one. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String remedy(String filter) {
        return filter.startsWith("(")
                ? "parentheses must match, and these characters are written \\28 \\29 \\2a \\5c in a value: ( ) * \\"
                : "a filter stands in parentheses: (" + filter + ")";
    }

    /** @param setting where the filter comes from */
    public Fault fault(String setting) {
        return Fault.of(
                        ExitCode.SETTINGS,
                        "The filter " + plain(filter) + " (" + setting + ") is not valid: " + why + ".")
                .details(picture())
                .hint(remedy());
    }
}
