package bwdc.directory.okta;

import bwdc.directory.Diagnosis;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.Query;
import bwdc.directory.okta.OktaSettings.ApiToken;
import bwdc.directory.okta.OktaSettings.ServiceApp;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at an organization for its administrator: whether everything may be read, and how much may be asked. */
final class OktaExamination {
    /** More would make the answer longer and tell nothing. */
    private static final String FEW = "1";

    private final OktaSettings settings;
    private final CloudApi api;
    private final List<Diagnosis.Fact> facts = new ArrayList<>();
    private final List<Diagnosis.Advice> advice = new ArrayList<>();

    OktaExamination(OktaSettings settings, CloudApi api) {
        this.settings = settings;
        this.api = api;
    }

    Diagnosis diagnosis() {
        fact("organization", "address", settings.url().toString(), "okta.orgUrl");
        switch (settings.signIn()) {
            case ApiToken token -> {
                fact("organization", "signs in with", "an API token", "okta.token");
                advice.add(new Diagnosis.Advice(
                        "An API token may do all that its administrator may. A service app that may read users and"
                                + " groups and nothing else is set with okta.clientId and okta.privateKey.",
                        false));
            }
            case ServiceApp app ->
                fact("organization", "signs in as", "the service app " + app.clientId(), "okta.clientId");
        }
        if (settings.sync().users()) {
            probe("users", "/api/v1/users", settings.userFilter().query());
        }
        if (settings.sync().groups()) {
            probe("groups", "/api/v1/groups", settings.groupFilter().query())
                    .ifPresent(
                            id -> probe("members", "/api/v1/groups/" + Query.encoded(id) + "/users", Optional.empty()));
        }
        return new Diagnosis(facts, advice);
    }

    /** @return the id of the first entry that was found */
    private Optional<String> probe(String what, String path, Optional<String> filter) {
        var query = new Query();
        filter.ifPresent(text -> query.with("filter", text));
        try {
            var answer = api.get(api.at(path + query.with("limit", FEW)));
            var found = answer.objects();
            fact(
                    "reading",
                    what,
                    found.isEmpty() ? "can be read, but there are none" : "can be read",
                    filter.map(text -> "with the filter " + text).orElse(""));
            limit(path, answer);
            return found.stream().findFirst().flatMap((JsonObject first) -> first.text("id"));
        } catch (Fault fault) {
            fact("reading", what, "cannot be read", fault.sentence());
            advice.add(new Diagnosis.Advice(
                    fault.sentence() + fault.hint().map(hint -> " " + hint).orElse(""), true));
            return Optional.empty();
        }
    }

    private void limit(String path, CloudAnswer answer) {
        RateLimit.of(answer.headers())
                .ifPresent(limit -> fact(
                        "rate limits",
                        RateBudget.kind(path),
                        limit.limit() + " a minute, " + limit.remaining() + " left of this one",
                        "at most " + Math.round(settings.rateShare() * 100)
                                + " % of what is left is used: okta.rateShare"));
    }

    private void fact(String section, String name, String value, String why) {
        facts.add(new Diagnosis.Fact(section, name, List.of(value), why));
    }
}
