package bwdc.demo.google;

import bwdc.demo.sample.SampleCompany;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The users, deleted users and groups of one account as Google's JSON objects. May be changed while it is read.
 *
 * @see <a href="https://developers.google.com/workspace/admin/directory/reference/rest">Directory API</a>
 */
public final class GoogleCompany {
    private final String domain;
    private final String customer;
    private final Map<String, JsonObject> users = new LinkedHashMap<>();
    private final Map<String, JsonObject> deletedUsers = new LinkedHashMap<>();
    private final Map<String, JsonObject> groups = new LinkedHashMap<>();
    private final Map<String, List<JsonObject>> members = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    public GoogleCompany(String domain, String customer) {
        this.domain = domain;
        this.customer = customer;
    }

    /** One from a JSON object with {@code domain, customer, users, deletedUsers} and {@code groups} with their members. */
    public static GoogleCompany of(JsonObject json) {
        var company = new GoogleCompany(
                json.text("domain").orElseThrow(), json.text("customer").orElseThrow());
        objects(json, "users").forEach(user -> company.users.put(id(user), user.remove("note")));
        objects(json, "deletedUsers").forEach(user -> company.deletedUsers.put(id(user), user.remove("note")));
        for (var group : objects(json, "groups")) {
            company.members.put(id(group), new ArrayList<>(objects(group, "members")));
            company.groups.put(id(group), group.remove("note").remove("members"));
        }
        return company;
    }

    /** A sample company, whose accounts are called by their logins and its groups by their names. */
    public static GoogleCompany of(SampleCompany sample) {
        var domain = sample.people().stream()
                .flatMap(person -> Optional.ofNullable(person.mail()).stream())
                .map(mail -> mail.substring(mail.indexOf('@') + 1).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("acme.example");
        var company = new GoogleCompany(domain, "C0acme001");
        sample.people().forEach(company::join);
        sample.groups().forEach(group -> company.addGroup(group.name()));
        for (var group : sample.groups()) {
            group.people().forEach(login -> company.addMember(group.name(), login));
            group.groups().forEach(inner -> company.addGroupTo(group.name(), inner));
        }
        sample.departed().forEach(person -> {
            company.join(person);
            company.leave(person.login());
        });
        return company;
    }

    private static List<JsonObject> objects(JsonObject json, String key) {
        return json.list(key).stream().map(JsonObject.class::cast).toList();
    }

    private static String id(JsonObject object) {
        return object.text("id").orElseThrow();
    }

    public String domain() {
        return domain;
    }

    /** The id of the account, which {@code my_customer} stands for. */
    public String customer() {
        return customer;
    }

    /** Somebody without an address of their own has the account's name, but no list of addresses. */
    public synchronized void join(SampleCompany.Person person) {
        var id = "1" + String.format(Locale.ROOT, "%020d", users.size() + deletedUsers.size() + 1);
        var mail = Objects.requireNonNullElse(person.mail(), person.login() + "@" + domain);
        int blank = Math.max(0, person.name().lastIndexOf(' '));
        var user = new JsonObject()
                .put("kind", "admin#directory#user")
                .put("id", id)
                .put("primaryEmail", mail)
                .put(
                        "name",
                        new JsonObject()
                                .put("givenName", person.name().substring(0, blank))
                                .put(
                                        "familyName",
                                        person.name().substring(blank).strip())
                                .put("fullName", person.name()))
                .put("orgUnitPath", "/" + person.department())
                .put("suspended", person.disabled())
                .put("archived", false)
                .put("customerId", customer);
        if (person.mail() != null) {
            user.put("emails", List.of(new JsonObject().put("address", mail).put("primary", true)));
        }
        users.put(id, user);
        ids.put(person.login(), id);
    }

    public synchronized void addGroup(String name) {
        var id = String.format(Locale.ROOT, "%02dgrp%08x", groups.size() % 100, groups.size());
        groups.put(
                id,
                new JsonObject()
                        .put("kind", "admin#directory#group")
                        .put("id", id)
                        .put("email", name + "@" + domain)
                        .put("name", name));
        members.put(id, new ArrayList<>());
        ids.put("group " + name, id);
    }

    public synchronized void addMember(String group, String login) {
        var user = user(login);
        membersOf(group).add(member(id(user), user.text("primaryEmail").orElse(""), "USER", status(user)));
    }

    /** Makes a group a member of another. */
    public synchronized void addGroupTo(String group, String inner) {
        membersOf(group).add(member(idOfGroup(inner), inner + "@" + domain, "GROUP", "ACTIVE"));
    }

    /** Makes everybody in the account a member. */
    public synchronized void addEverybodyTo(String group) {
        membersOf(group).add(member(customer, "", "CUSTOMER", "ACTIVE").remove("email"));
    }

    /** Adds members of whom the account knows nothing else, so many. */
    public synchronized void addOutsiders(String group, int count) {
        for (int i = 0; i < count; i++) {
            membersOf(group).add(member("9" + i, "outsider" + i + "@" + domain, "USER", "ACTIVE"));
        }
    }

    public synchronized void removeMember(String group, String login) {
        var id = id(user(login));
        membersOf(group).removeIf(each -> id(each).equals(id));
    }

    /** Suspends somebody, or takes that back; groups tell it as well. */
    public synchronized void suspend(String login, boolean suspended) {
        var user = user(login).put("suspended", suspended);
        for (var list : members.values()) {
            list.replaceAll(each -> id(each).equals(id(user))
                    ? member(id(each), each.text("email").orElse(""), "USER", status(user))
                    : each);
        }
    }

    /** Deletes somebody, whom the account then remembers for 20 days; the groups do not. */
    public synchronized void leave(String login) {
        var user = user(login);
        users.remove(id(user));
        deletedUsers.put(id(user), user.put("deletionTime", "2026-01-02T03:04:05.000Z"));
        members.values().forEach(list -> list.removeIf(each -> id(each).equals(id(user))));
    }

    synchronized List<JsonObject> users(Predicate<JsonObject> query) {
        return users.values().stream().filter(query).toList();
    }

    synchronized List<JsonObject> deletedUsers(Predicate<JsonObject> query) {
        return deletedUsers.values().stream().filter(query).toList();
    }

    synchronized List<JsonObject> groups(Predicate<JsonObject> query) {
        return groups.values().stream().filter(query).toList();
    }

    /** By id, address or alias. */
    synchronized Optional<JsonObject> findUser(String key) {
        return found(users, "primaryEmail", key);
    }

    /** By id, address or alias. */
    synchronized Optional<JsonObject> findGroup(String key) {
        return found(groups, "email", key);
    }

    /** Of a group that exists. */
    synchronized List<JsonObject> membersById(String id) {
        return List.copyOf(members.getOrDefault(id, List.of()));
    }

    private static Optional<JsonObject> found(Map<String, JsonObject> objects, String address, String key) {
        return Optional.ofNullable(objects.get(key))
                .or(() -> objects.values().stream()
                        .filter(each ->
                                each.text(address).filter(key::equalsIgnoreCase).isPresent()
                                        || each.list("aliases").stream()
                                                .anyMatch(alias -> key.equalsIgnoreCase(alias.toString())))
                        .findFirst());
    }

    private JsonObject user(String login) {
        return Objects.requireNonNull(users.get(ids.get(login)), login);
    }

    private String idOfGroup(String name) {
        return Objects.requireNonNull(ids.get("group " + name), name);
    }

    private List<JsonObject> membersOf(String group) {
        return Objects.requireNonNull(members.get(idOfGroup(group)));
    }

    private static String status(JsonObject user) {
        return user.flag("suspended").orElse(false) ? "SUSPENDED" : "ACTIVE";
    }

    private static JsonObject member(String id, String mail, String type, String status) {
        return new JsonObject()
                .put("kind", "admin#directory#member")
                .put("id", id)
                .put("email", mail)
                .put("role", "MEMBER")
                .put("type", type)
                .put("status", status);
    }
}
