package bwdc.directory.google;

import bwdc.directory.Clause;
import bwdc.directory.Clause.Verdict;
import bwdc.directory.Sighting;
import bwdc.directory.cloud.ListedInquiry.Listed;
import bwdc.json.JsonObject;
import bwdc.settings.SetFilter;
import bwdc.settings.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All users and groups of an account as they are, and what each part of the filters says of them. */
final class GoogleEntries implements bwdc.directory.cloud.ListedInquiry.Lists {
    private static final String USER_FIELDS = "id,primaryEmail,emails,aliases,suspended,archived,name";

    private final Lists lists;
    private final Extent extent;
    private final SetFilter userFilter;
    private final SetFilter groupFilter;

    GoogleEntries(Lists lists, Extent extent, SetFilter userFilter, SetFilter groupFilter) {
        this.lists = lists;
        this.extent = extent;
        this.userFilter = userFilter;
        this.groupFilter = groupFilter;
    }

    @Override
    public String words(boolean people) {
        return (people ? "all users and deleted users of " : "all groups of ") + extent.words();
    }

    @Override
    public List<Listed> people() {
        var parameters = extent.users(USER_FIELDS, SetFilter.NONE);
        var matching = ids(userFilter, extent.users("id", userFilter), "users");
        List<Listed> people = new ArrayList<>();
        lists.each("users", parameters, "users", user -> people.add(person(user, matching, false)));
        parameters.put("showDeleted", "true");
        lists.each("users", parameters, "users", user -> people.add(person(user, Optional.empty(), true)));
        return people;
    }

    @Override
    public List<Listed> groups() {
        var matching = ids(groupFilter, extent.groups("id", groupFilter), "groups");
        List<Listed> groups = new ArrayList<>();
        lists.each(
                "groups",
                extent.groups(GroupReader.FIELDS, SetFilter.NONE),
                "groups",
                group -> groups.add(group(group, matching)));
        return groups;
    }

    /** Whom Google finds for the query, if there is one. */
    private Optional<Set<String>> ids(SetFilter filter, Map<String, String> parameters, String name) {
        if (filter.query().isEmpty()) {
            return Optional.empty();
        }
        Set<String> ids = new HashSet<>();
        lists.each(name, parameters, name, entry -> ids.add(UserReader.id(entry)));
        return Optional.of(ids);
    }

    private Listed person(JsonObject user, Optional<Set<String>> matching, boolean deleted) {
        var id = UserReader.id(user);
        var mail = UserReader.email(user).filter(text -> !text.isEmpty());
        var name = user.object("name").flatMap(each -> each.text("fullName"));
        List<String> names = new ArrayList<>(List.of(id));
        mail.ifPresent(names::add);
        name.ifPresent(names::add);
        names.addAll(others(user));
        var sighting = new Sighting(
                id,
                name.orElse(""),
                id,
                "user",
                deleted,
                Sighting.Place.EVERYWHERE,
                deleted ? List.of() : clauses(userFilter, "sync.userFilter", mail, id, matching),
                signs(user, deleted),
                mail,
                "primaryEmail",
                others(user).stream().map(address -> "emails: " + address).toList());
        return new Listed(sighting, names);
    }

    private static List<String> signs(JsonObject user, boolean deleted) {
        List<String> signs = new ArrayList<>();
        if (deleted) {
            signs.add("deleted: Google lists it for 20 days");
        }
        for (var flag : List.of("suspended", "archived")) {
            if (user.flag(flag).orElse(false)) {
                signs.add(flag + ": true");
            }
        }
        return signs;
    }

    /** Addresses and aliases, which do not count. */
    private static List<String> others(JsonObject user) {
        var main = UserReader.email(user).orElse("");
        var addresses = user.list("emails").stream()
                .filter(JsonObject.class::isInstance)
                .flatMap(each -> ((JsonObject) each).text("address").stream());
        return Stream.concat(addresses, user.list("aliases").stream().map(String::valueOf))
                .filter(address -> !Spelling.normal(address).equals(main))
                .distinct()
                .toList();
    }

    private Listed group(JsonObject group, Optional<Set<String>> matching) {
        var id = UserReader.id(group);
        var name = group.text("name");
        var sighting = new Sighting(
                id,
                name.orElse(""),
                id,
                "group",
                false,
                Sighting.Place.EVERYWHERE,
                clauses(groupFilter, "sync.groupFilter", name.map(Spelling::normal), id, matching),
                List.of(),
                group.text("email"),
                "email",
                List.of());
        return new Listed(
                sighting,
                Stream.of(Optional.of(id), name, group.text("email"))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static List<Clause> clauses(
            SetFilter filter, String setting, Optional<String> name, String id, Optional<Set<String>> matching) {
        List<Clause> clauses = new ArrayList<>();
        filter.named()
                .ifPresent(named -> clauses.add(clause(
                        (named.include() ? "include:" : "exclude:") + String.join(",", named.names()),
                        setting,
                        named.keeps(name.orElse(null)))));
        matching.ifPresent(ids -> clauses.add(clause("| " + filter.query().orElse(""), setting, ids.contains(id))));
        return clauses;
    }

    private static Clause clause(String text, String setting, boolean matches) {
        return new Clause(0, text, setting, matches ? Verdict.MATCHES : Verdict.FAILS);
    }
}
