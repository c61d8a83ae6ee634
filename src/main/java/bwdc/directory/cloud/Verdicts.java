package bwdc.directory.cloud;

import bwdc.directory.Clause;
import bwdc.directory.Clause.Verdict;
import bwdc.settings.SetFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each part of a filter says of an entry.
 *
 * @param setting that holds the filter
 * @param matching ids of whom the vendor finds for the filter's query, empty when it has none
 */
public record Verdicts(SetFilter filter, String setting, Optional<Set<String>> matching) {
    /** @param name by which the filter's list knows the entry */
    public List<Clause> on(Optional<String> name, String id) {
        List<Clause> clauses = new ArrayList<>();
        filter.named().ifPresent(named -> clauses.add(clause(named.toString(), named.keeps(name.orElse(null)))));
        matching.ifPresent(ids -> clauses.add(clause("| " + filter.query().orElse(""), ids.contains(id))));
        return clauses;
    }

    private Clause clause(String text, boolean matches) {
        return new Clause(0, text, setting, matches ? Verdict.MATCHES : Verdict.FAILS);
    }
}
