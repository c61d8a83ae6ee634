package bwdc.directory.google;

import bwdc.directory.Sighting;
import bwdc.directory.cloud.ListedInquiry.Listed;
import bwdc.directory.cloud.Verdicts;
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
        var verdicts = verdicts(userFilter, "sync.userFilter", extent.users("id", userFilter), "users");
        List<Listed> people = new ArrayList<>();
        lists.each("users", parameters, "users", user -> people.add(person(user, verdicts, false)));
        parameters.put("showDeleted", "true");
        lists.each("users", parameters, "users", user -> people.add(person(user, verdicts, true)));
        return people;
    }

    @Override
    public List<Listed> groups() {
        var verdicts = verdicts(groupFilter, "sync.groupFilter", extent.groups("id", groupFilter), "groups");
        List<Listed> groups = new ArrayList<>();
        lists.each(
                "groups",
                extent.groups(GroupReader.FIELDS, SetFilter.NONE),
                "groups",
                group -> groups.add(group(group, verdicts)));
        return groups;
    }

    private Verdicts verdicts(SetFilter filter, String setting, Map<String, String> parameters, String name) {
        Optional<Set<String>> matching = filter.query().map(query -> {
            Set<String> ids = new HashSet<>();
            lists.each(name, parameters, name, entry -> ids.add(UserReader.id(entry)));
            return ids;
        });
        return new Verdicts(filter, setting, matching);
    }

    private static Listed person(JsonObject user, Verdicts verdicts, boolean deleted) {
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
                deleted ? List.of() : verdicts.on(mail, id),
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

    private static Listed group(JsonObject group, Verdicts verdicts) {
        var id = UserReader.id(group);
        var name = group.text("name");
        var sighting = new Sighting(
                id,
                name.orElse(""),
                id,
                "group",
                false,
                Sighting.Place.EVERYWHERE,
                verdicts.on(name.map(Spelling::normal), id),
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
}
