package bwdc.demo.okta;

import bwdc.demo.sample.SampleCompany;
import bwdc.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Users and groups as Okta keeps them, with the times of their changes. May be used side by side. */
final class OktaStore {
    private final Clock clock;
    private final Map<String, JsonObject> users = new LinkedHashMap<>();
    private final Map<String, JsonObject> groups = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private int ids = 1000;

    OktaStore(Clock clock) {
        this.clock = clock;
    }

    /** Okta has no groups in groups: everybody in them is a member. */
    synchronized void fill(SampleCompany company) {
        company.people().forEach(this::add);
        Map<String, String> byLogin = new LinkedHashMap<>();
        users.values().forEach(user -> byLogin.put(login(user), user.text("id").orElseThrow()));
        for (var group : company.groups()) {
            var id = addGroup(group.name());
            company.everybodyIn(group.name()).forEach(login -> members(id).add(byLogin.get(login)));
        }
    }

    /** Entries as Okta lists them; the groups have {@code members} too, a list of ids. */
    synchronized void replace(JsonObject company) {
        users.clear();
        groups.clear();
        members.clear();
        for (var each : company.list("users")) {
            var user = (JsonObject) each;
            users.put(user.text("id").orElseThrow(), user);
        }
        for (var each : company.list("groups")) {
            var group = (JsonObject) each;
            var id = group.text("id").orElseThrow();
            members.put(id, new LinkedHashSet<>());
            group.list("members").forEach(member -> members(id).add((String) member));
            groups.put(id, group.remove("members"));
        }
    }

    private Set<String> members(String group) {
        return members.computeIfAbsent(group, unknown -> new LinkedHashSet<>());
    }

    /** Like those of the default profile: the login is a mail address, whether there is a mailbox or not. */
    private void add(SampleCompany.Person person) {
        var names = person.name().split(" ", 2);
        var profile = new JsonObject()
                .put("firstName", names[0])
                .put("lastName", names.length > 1 ? names[1] : names[0])
                .put("mobilePhone", null)
                .put("secondEmail", null)
                .put("department", person.department())
                .put("login", person.login() + "@acme.example");
        if (person.mail() != null) {
            profile.put("email", person.mail());
        }
        var id = id("00u");
        users.put(
                id,
                new JsonObject()
                        .put("id", id)
                        .put("status", person.disabled() ? "SUSPENDED" : "ACTIVE")
                        .put("created", now())
                        .put("lastUpdated", now())
                        .put("profile", profile));
    }

    private String addGroup(String name) {
        var id = id("00g");
        groups.put(
                id,
                new JsonObject()
                        .put("id", id)
                        .put("created", now())
                        .put("lastUpdated", now())
                        .put("lastMembershipUpdated", now())
                        .put("type", "OKTA_GROUP")
                        .put("profile", new JsonObject().put("name", name).put("description", null)));
        members.put(id, new LinkedHashSet<>());
        return id;
    }

    private String id(String kind) {
        return kind + "acme"
                + String.format(Locale.ROOT, "%13s", Integer.toString(ids++, 36))
                        .replace(' ', '0');
    }

    synchronized void settle() {
        var then = stamp(clock.instant().minus(Duration.ofHours(1)));
        users.replaceAll((id, user) -> copy(user).put("lastUpdated", then));
        groups.replaceAll((id, group) -> copy(group).put("lastUpdated", then).put("lastMembershipUpdated", then));
    }

    private String now() {
        return stamp(clock.instant());
    }

    private static String stamp(Instant time) {
        var text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == 20 ? text.replace("Z", ".000Z") : text;
    }

    private static String login(JsonObject user) {
        var login =
                user.object("profile").flatMap(profile -> profile.text("login")).orElse("");
        int at = login.indexOf('@');
        return at < 0 ? login : login.substring(0, at);
    }

    synchronized List<JsonObject> users() {
        return List.copyOf(users.values());
    }

    synchronized List<JsonObject> groups() {
        return List.copyOf(groups.values());
    }

    /** Empty when there is no such group. */
    synchronized Optional<List<JsonObject>> membersOf(String group) {
        return Optional.ofNullable(members.get(group))
                .map(ids -> ids.stream().map(users::get).toList());
    }

    synchronized void join(SampleCompany.Person person, String group) {
        add(person);
        addMember(group, person.login());
    }

    synchronized void status(String login, String status) {
        change(login, user -> user.put("status", status));
    }

    /** A deactivated account is in no group. */
    synchronized void deactivate(String login) {
        status(login, "DEPROVISIONED");
        var id = userId(login);
        for (var group : new ArrayList<>(groups.keySet())) {
            if (members(group).remove(id)) {
                joinedOrLeft(group);
            }
        }
    }

    /** Changes a user's entry, which is as new then. */
    synchronized void change(String login, Consumer<JsonObject> change) {
        var id = userId(login);
        var copy = copy(users.get(id));
        change.accept(copy);
        users.put(id, copy.put("lastUpdated", now()));
    }

    synchronized void mail(String login, Optional<String> mail) {
        change(login, user -> {
            var profile = copy(user.object("profile").orElse(null));
            user.put("profile", mail.map(text -> profile.put("email", text)).orElseGet(() -> profile.remove("email")));
        });
    }

    synchronized void addMember(String group, String login) {
        var id = groupId(group);
        if (members(id).add(userId(login))) {
            joinedOrLeft(id);
        }
    }

    synchronized void removeMember(String group, String login) {
        var id = groupId(group);
        if (members(id).remove(userId(login))) {
            joinedOrLeft(id);
        }
    }

    synchronized void removeGroup(String name) {
        var id = groupId(name);
        groups.remove(id);
        members.remove(id);
    }

    synchronized void rename(String group, String name) {
        var id = groupId(group);
        var copy = copy(groups.get(id));
        groups.put(id, copy.put("profile", new JsonObject().put("name", name)).put("lastUpdated", now()));
    }

    private void joinedOrLeft(String group) {
        groups.put(group, copy(groups.get(group)).put("lastMembershipUpdated", now()));
    }

    private static JsonObject copy(@org.jspecify.annotations.Nullable JsonObject entry) {
        var copy = new JsonObject();
        if (entry != null) {
            entry.keys().forEach(key -> copy.put(key, entry.get(key)));
        }
        return copy;
    }

    private String userId(String login) {
        return users.values().stream()
                .filter(user -> login(user).equals(login))
                .reduce((older, newer) -> newer)
                .flatMap(user -> user.text("id"))
                .orElseThrow(() -> new IllegalArgumentException(login));
    }

    private String groupId(String name) {
        return groups.values().stream()
                .filter(group -> group.object("profile")
                        .flatMap(profile -> profile.text("name"))
                        .filter(name::equals)
                        .isPresent())
                .findFirst()
                .flatMap(group -> group.text("id"))
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
