package bwdc.directory.ldap;

import bwdc.directory.Diagnosis;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;

/** Finds out how a later read comes to know what has changed. */
final class FeedExamination {
    private final ChosenServer chosen;
    private final Scheme scheme;
    private final List<Diagnosis.Fact> facts;
    private final List<Diagnosis.Advice> advice;

    FeedExamination(
            ChosenServer chosen, Scheme scheme, List<Diagnosis.Fact> facts, List<Diagnosis.Advice> advice) {
        this.chosen = chosen;
        this.scheme = scheme;
        this.facts = facts;
        this.advice = advice;
    }

    void of(RootDse server, List<Filter> filters) throws LDAPException {
        var settings = chosen.settings();
        var choice = FeedChoice.bySettings(settings, scheme, filters)
                .orElseGet(() -> FeedChoice.byServer(server, settings, scheme));
        if (choice.feed().isEmpty()) {
            byTime(choice.reason());
        } else if (settings.activeDirectory() && !seesDeleted(server)) {
            byTime("the account may not see who was deleted, so the server cannot be asked what has changed");
            advise("Let the account see deleted objects: an administrator grants it with dsacls"
                    + " \"CN=Deleted Objects,…\" /g ACCOUNT:LCRP. Then runs read what has changed, and who was deleted goes"
                    + " with the next one");
        } else {
            fact("told by the server", choice.reason());
        }
    }

    private boolean seesDeleted(RootDse server) throws LDAPException {
        var searcher = new Searcher(chosen.connection(), chosen.settings(), entries -> {}, sentence -> {});
        return DeletedObjects.isReadable(searcher, server);
    }

    private void byTime(String reason) {
        scheme.revision()
                .ifPresentOrElse(
                        name -> fact("by " + name, "runs ask for entries with a later one: " + reason),
                        () -> fact("not known", "every run reads everything: " + reason + "; without"
                                + " sync.revisionDateAttribute"));
    }

    private void fact(String value, String why) {
        facts.add(new Diagnosis.Fact("reading", "changes", List.of(value), why));
    }

    private void advise(String sentence) {
        advice.add(new Diagnosis.Advice(sentence, false));
    }
}
