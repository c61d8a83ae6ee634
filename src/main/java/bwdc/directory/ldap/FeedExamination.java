package bwdc.directory.ldap;

import bwdc.directory.Diagnosis;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Optional;

/** Finds out how a later read comes to know what has changed. */
final class FeedExamination {
    private final ChosenServer chosen;
    private final Scheme scheme;
    private final List<Diagnosis.Fact> facts;
    private final List<Diagnosis.Advice> advice;

    FeedExamination(ChosenServer chosen, Scheme scheme, List<Diagnosis.Fact> facts, List<Diagnosis.Advice> advice) {
        this.chosen = chosen;
        this.scheme = scheme;
        this.facts = facts;
        this.advice = advice;
    }

    void of(RootDse server, List<Examination.Place> places) throws LDAPException {
        var settings = chosen.settings();
        var filters = places.stream().map(Examination.Place::filter).toList();
        var choice = FeedChoice.bySettings(settings, scheme, filters)
                .orElseGet(() -> FeedChoice.byServer(server, settings, scheme));
        var searcher = new Searcher(chosen.connection(), settings, entries -> {}, sentence -> {});
        if (choice.feed().isEmpty()) {
            byTime(choice.reason());
        } else if (settings.activeDirectory()) {
            directorySynchronization(server, searcher, choice.reason());
        } else {
            refusal(searcher, places).ifPresentOrElse(this::byTime, () -> told(choice.reason()));
        }
    }

    private void directorySynchronization(RootDse server, Searcher searcher, String reason) throws LDAPException {
        if (DeletedObjects.isReadable(searcher, server)) {
            told(reason);
            return;
        }
        byTime("the account may not see who was deleted, so the server cannot be asked what has changed");
        advice.add(new Diagnosis.Advice(
                "Let the account see deleted objects: an administrator grants it with dsacls"
                        + " \"CN=Deleted Objects,…\" /g ACCOUNT:LCRP. Then runs read what has changed, and who was deleted goes"
                        + " with the next one",
                false));
    }

    /** Why this account is not told of changes by a server that could. */
    private static Optional<String> refusal(Searcher searcher, List<Examination.Place> places) {
        try {
            for (var base :
                    places.stream().flatMap(place -> place.bases().stream()).toList()) {
                ContentSearch.cookie(searcher, base, Filter.createPresenceFilter("objectClass"));
            }
            return Optional.empty();
        } catch (LDAPException e) {
            return Optional.of(LdapFaults.reason(e) + " when it is asked for changes");
        }
    }

    private void told(String reason) {
        fact("told by the server", reason + ": runs read that, and everything only as often as sync.fullEvery says");
    }

    private void byTime(String reason) {
        scheme.revision()
                .ifPresentOrElse(
                        name -> fact("by " + name, "runs ask for entries with a later one: " + reason),
                        () -> fact(
                                "not known",
                                "every run reads everything: " + reason + "; without" + " sync.revisionDateAttribute"));
    }

    private void fact(String value, String why) {
        facts.add(new Diagnosis.Fact("reading", "changes", List.of(value), why));
    }
}
