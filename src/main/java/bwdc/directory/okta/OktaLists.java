package bwdc.directory.okta;

import bwdc.directory.Sighting;
import bwdc.directory.cloud.ListedInquiry;
import bwdc.directory.cloud.ListedInquiry.Listed;
import bwdc.directory.cloud.Verdicts;
import bwdc.json.JsonObject;
import bwdc.settings.SetFilter;
import bwdc.settings.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Users and groups of an organization as they are, and what each part of the filters says of them. */
final class OktaLists implements ListedInquiry.Lists {
    private static final NativeFilter EVERYTHING = new NativeFilter(Optional.empty());

    private final OktaSettings settings;
    private final OktaApi api;

    OktaLists(OktaSettings settings, OktaApi api) {
        this.settings = settings;
        this.api = api;
    }

    @Override
    public String words(boolean people) {
        return people ? "all users and deactivated users of Okta" : "all groups of Okta";
    }

    @Override
    public List<Listed> people() {
        var own = new NativeFilter(settings.userFilter().query());
        var verdicts = verdicts(settings.userFilter(), "sync.userFilter", Lists.USERS, own, own.deprovisioned());
        // A list without a filter leaves out who was deactivated.
        return entries(Lists.USERS, EVERYTHING, NativeFilter.DEPROVISIONED).entrySet().stream()
                .map(each -> person(each.getKey(), each.getValue(), verdicts))
                .toList();
    }

    @Override
    public List<Listed> groups() {
        var own = new NativeFilter(settings.groupFilter().query());
        var verdicts = verdicts(settings.groupFilter(), "sync.groupFilter", Lists.GROUPS, own);
        return entries(Lists.GROUPS, EVERYTHING).entrySet().stream()
                .map(each -> group(each.getKey(), each.getValue(), verdicts))
                .toList();
    }

    private Verdicts verdicts(SetFilter filter, String setting, String path, NativeFilter... queries) {
        Optional<Set<String>> matching =
                filter.query().map(query -> new HashSet<>(entries(path, queries).keySet()));
        return new Verdicts(filter, setting, matching);
    }

    /** Of several lists, each entry once, by its id. */
    private Map<String, JsonObject> entries(String path, NativeFilter... filters) {
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        for (var filter : filters) {
            api.list(
                    path + Lists.query(filter),
                    page -> page.forEach(json -> json.text("id").ifPresent(id -> entries.putIfAbsent(id, json))));
        }
        return entries;
    }

    private static Listed person(String id, JsonObject json, Verdicts verdicts) {
        var person = Person.of(id, json);
        var profile = json.object("profile").orElseGet(JsonObject::new);
        var login = profile.text("login").filter(text -> !text.isBlank());
        var name = Stream.of("firstName", "lastName")
                .flatMap(part -> profile.text(part).stream())
                .reduce((first, last) -> first + " " + last)
                .orElse("");
        List<String> names = new ArrayList<>(List.of(id, name));
        person.email().ifPresent(names::add);
        login.ifPresent(names::add);
        names.removeIf(String::isBlank);
        var sighting = new Sighting(
                id,
                name,
                id,
                "user",
                person.isDeprovisioned(),
                Sighting.Place.EVERYWHERE,
                verdicts.on(person.email(), id),
                person.status().equals("ACTIVE") ? List.of() : List.of("status " + person.status()),
                person.email(),
                "profile.email",
                login.filter(text -> !person.email().equals(Optional.of(Spelling.normal(text))))
                        .map(text -> List.of("profile.login: " + text))
                        .orElse(List.of()));
        return new Listed(sighting, names);
    }

    private static Listed group(String id, JsonObject json, Verdicts verdicts) {
        var name = ReadGroup.of(id, json).name();
        return Listed.group(id, name, "group", verdicts.on(Optional.of(Spelling.normal(name)), id));
    }
}
