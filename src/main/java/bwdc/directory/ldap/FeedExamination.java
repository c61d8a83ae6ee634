package bwdc.directory.ldap;

import bwdc.directory.Diagnosis;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out how a later read comes to know what has changed, and whether this account is told. */
final class FeedExamination {
    private final LdapSettings settings;
    private final Searcher searcher;
    private final Scheme scheme;
    private final List<Diagnosis.Fact> facts;
    private final List<Diagnosis.Advice> advice;

    FeedExamination(ChosenServer chosen, Scheme scheme, List<Diagnosis.Fact> facts, List<Diagnosis.Advice> advice) {
        settings = chosen.settings();
        searcher = new Searcher(chosen.connection(), settings, entries -> {}, sentence -> {});
        this.scheme = scheme;
        this.facts = facts;
        this.advice = advice;
    }

    void of(RootDse server, List<Examination.Place> places) {
        var choice = FeedChoice.bySettings(
                        settings,
                        scheme,
                        places.stream().map(Examination.Place::filter).toList())
                .orElseGet(() -> FeedChoice.byServer(server, settings, scheme));
        if (choice.feed().isEmpty()) {
            byTime(choice.reason());
            return;
        }
        var feed = choice.feed().get().apply(parts(places));
        var refusal = refusal(feed);
        if (refusal.isPresent()) {
            byTime(refusal.get());
            seeingDeleted(server);
            return;
        }
        fact(feed.title(), choice.reason() + ": runs read that, and everything only as often as sync.fullEvery says");
    }

    private static List<Part> parts(List<Examination.Place> places) {
        List<Part> parts = new ArrayList<>();
        for (var place : places) {
            for (var base : place.bases()) {
                parts.add(new Part(parts.size(), Part.Kind.PEOPLE, base, place.filter(), List.of()));
            }
        }
        return parts;
    }

    /** Why this account is not told of changes by a server that could. */
    private Optional<String> refusal(ChangeFeed feed) {
        try {
            feed.begin(searcher);
            return Optional.empty();
        } catch (LDAPException e) {
            return Optional.of(LdapFaults.reason(e) + " when it is asked for changes");
        }
    }

    private void seeingDeleted(RootDse server) {
        try {
            if (settings.activeDirectory() && !DeletedObjects.isReadable(searcher, server)) {
                advice.add(new Diagnosis.Advice(
                        "Let the account see deleted objects: an administrator grants it with dsacls"
                                + " \"CN=Deleted Objects,…\" /g ACCOUNT:LCRP. Then runs read only what has changed, and"
                                + " who was deleted goes with the next one",
                        false));
            }
        } catch (LDAPException e) {
            // The server's refusal is told already.
        }
    }

    private void byTime(String reason) {
        fact(
                scheme.revision().orElse("none"),
                scheme.revision()
                                .map(name -> "runs ask for entries with a later " + name)
                                .orElse("sync.revisionDateAttribute is not set: every run reads everything")
                        + "; " + reason);
    }

    private void fact(String value, String why) {
        facts.add(new Diagnosis.Fact("reading", "changes", List.of(value), why));
    }
}
