package bwdc.directory.ldap;

import bwdc.directory.Clause;
import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.List;

/** Asks the server which parts of a filter an entry matches; only it knows its matching rules. */
final class Clauses {
    /** More parts than this are not asked about. */
    private static final int MOST = 60;

    private final SmallSearches searches;
    private final String dn;
    private final List<Clause> clauses = new ArrayList<>();

    private Clauses(SmallSearches searches, String dn) {
        this.searches = searches;
        this.dn = dn;
    }

    static List<Clause> of(SmallSearches searches, String dn, List<Filters.Part> parts) {
        var found = new Clauses(searches, dn);
        parts.forEach(part -> found.add(part.filter(), part.setting(), 0));
        return found.clauses;
    }

    private void add(Filter filter, String setting, int depth) {
        if (clauses.size() >= MOST) {
            return;
        }
        clauses.add(new Clause(depth, filter.toString(), setting, verdict(filter)));
        for (var inner : filter.getComponents()) {
            add(inner, setting, depth + 1);
        }
        var opposite = filter.getNOTComponent();
        if (opposite != null && opposite.getComponents().length > 0) {
            add(opposite, setting, depth + 1);
        }
    }

    /** What is neither true nor false is undefined (RFC 4511 4.5.1.7), and so is its opposite. */
    private Clause.Verdict verdict(Filter filter) {
        if (isTrue(filter)) {
            return Clause.Verdict.MATCHES;
        }
        return isTrue(Filter.createNOTFilter(filter)) ? Clause.Verdict.FAILS : Clause.Verdict.UNDEFINED;
    }

    private boolean isTrue(Filter filter) {
        return !searches.entry(dn, filter, List.of("1.1")).isEmpty();
    }
}
