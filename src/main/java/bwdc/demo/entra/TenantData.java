package bwdc.demo.entra;

import bwdc.demo.sample.SampleCompany;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant holds, and what changed in it. May be used side by side; entries that it gave out never change. */
public final class TenantData {
    static final String USER = "#microsoft.graph.user";
    static final String GROUP = "#microsoft.graph.group";

    private final Map<String, JsonObject> users = new LinkedHashMap<>();
    private final Map<String, JsonObject> groups = new LinkedHashMap<>();
    private final Map<String, JsonObject> others = new LinkedHashMap<>();
    private final Map<String, JsonObject> deleted = new LinkedHashMap<>();
    private final Map<String, List<String>> members = new LinkedHashMap<>();
    private final Map<String, List<String>> units = new LinkedHashMap<>();
    private final Set<String> hiddenUnits = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();

    /**
     * Something that happened to a user.
     *
     * @param entry the user, or what is told of a removed one
     */
    record Change(String id, JsonObject entry) {}

    /** An entry and its kind, such as {@code #microsoft.graph.user}. */
    record Typed(String type, JsonObject entry) {}

    /** The id that this class gives to somebody of a sample company. */
    public static String userId(String login) {
        return id("user", login);
    }

    /** The id that this class gives to a group of a sample company. */
    public static String groupId(String name) {
        return id("group", name);
    }

    private static String id(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + ":" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A tenant with the people and groups of a company. */
    public static TenantData of(SampleCompany company, String domain) {
        var data = new TenantData();
        company.people().forEach(person -> data.addUser(user(person, domain)));
        for (var group : company.groups()) {
            List<String> ids = new ArrayList<>();
            group.people().forEach(login -> ids.add(userId(login)));
            group.groups().forEach(name -> ids.add(groupId(name)));
            data.addGroup(
                    new JsonObject()
                            .put("id", groupId(group.name()))
                            .put("displayName", group.name())
                            .put("mail", null)
                            .put("visibility", null),
                    ids);
        }
        return data;
    }

    static JsonObject user(SampleCompany.Person person, String domain) {
        return new JsonObject()
                .put("id", userId(person.login()))
                .put("displayName", person.name())
                .put("mail", person.mail())
                .put("userPrincipalName", person.login() + "@" + domain)
                .put("accountEnabled", !person.disabled())
                .put("department", person.department());
    }

    /** Somebody new, whose {@code id} decides. */
    public synchronized void addUser(JsonObject user) {
        var id = user.text("id").orElseThrow();
        users.put(id, user);
        changes.add(new Change(id, user));
    }

    /** A group with the ids of its members, of whatever kind. */
    public synchronized void addGroup(JsonObject group, List<String> ids) {
        var id = group.text("id").orElseThrow();
        groups.put(id, group);
        members.put(id, List.copyOf(ids));
    }

    /** A device, a contact or an application, with its {@code @odata.type}. */
    public synchronized void addOther(JsonObject other) {
        others.put(other.text("id").orElseThrow(), other);
    }

    public synchronized void addUnit(String id, List<String> ids) {
        units.put(id, List.copyOf(ids));
    }

    /** Hides who is in an administrative unit from those who may not see hidden members. */
    public synchronized void hideUnit(String id) {
        hiddenUnits.add(id);
    }

    /** Somebody who was deleted before anybody asked. */
    public synchronized void addDeleted(JsonObject user) {
        deleted.put(user.text("id").orElseThrow(), user);
    }

    /** Changes one property of a user. */
    public synchronized void set(String id, String property, @Nullable Object value) {
        var changed = copy(Objects.requireNonNull(users.get(id))).put(property, value);
        users.put(id, changed);
        changes.add(new Change(id, new JsonObject().put("id", id).put(property, value)));
    }

    private static JsonObject copy(JsonObject entry) {
        var copy = new JsonObject();
        entry.keys().forEach(key -> copy.put(key, entry.get(key)));
        return copy;
    }

    /** Deletes a user, who can be restored for 30 days. The id goes before the user name, which is free again. */
    public synchronized void delete(String id) {
        var user = copy(Optional.ofNullable(users.remove(id)).orElseThrow());
        user.text("userPrincipalName").ifPresent(name -> user.put("userPrincipalName", id.replace("-", "") + name));
        deleted.put(id, user);
        members.replaceAll(
                (group, ids) -> ids.stream().filter(each -> !each.equals(id)).toList());
        removed(id, "changed");
    }

    /** Deletes a deleted user for good. */
    public synchronized void purge(String id) {
        deleted.remove(id);
        removed(id, "deleted");
    }

    private void removed(String id, String reason) {
        var removed = new JsonObject().put("reason", reason);
        changes.add(new Change(id, new JsonObject().put("id", id).put("@removed", removed)));
    }

    /** Brings a deleted user back, who is in no group then. */
    public synchronized void restore(String id) {
        var user = copy(Optional.ofNullable(deleted.remove(id)).orElseThrow());
        user.text("userPrincipalName")
                .ifPresent(name -> user.put(
                        "userPrincipalName", name.substring(id.replace("-", "").length())));
        addUser(user);
    }

    public synchronized void addMember(String group, String id) {
        List<String> more = new ArrayList<>(members(group));
        more.add(id);
        members.put(group, List.copyOf(more));
    }

    public synchronized void removeMember(String group, String id) {
        members.put(
                group, members(group).stream().filter(each -> !each.equals(id)).toList());
    }

    synchronized List<JsonObject> users() {
        return List.copyOf(users.values());
    }

    synchronized List<JsonObject> groups() {
        return List.copyOf(groups.values());
    }

    synchronized List<JsonObject> deleted() {
        return List.copyOf(deleted.values());
    }

    /** How much has happened so far. */
    synchronized int now() {
        return changes.size();
    }

    /** A moment after everything that anybody was told of so far. */
    synchronized int forgotten() {
        users.values().stream()
                .findFirst()
                .ifPresent(any -> changes.add(new Change(String.valueOf(any.get("id")), any)));
        return changes.size();
    }

    /** What happened since then, the last of each user. */
    synchronized List<JsonObject> since(int then) {
        Map<String, JsonObject> last = new LinkedHashMap<>();
        changes.subList(then, changes.size()).forEach(change -> last.put(change.id(), change.entry()));
        return List.copyOf(last.values());
    }

    synchronized Optional<JsonObject> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** Ids of direct members. */
    synchronized List<String> members(String group) {
        return members.getOrDefault(group, List.of());
    }

    /** Ids of everybody and everything in a group and the groups in it, without the group itself. */
    synchronized List<String> transitiveMembers(String group) {
        Set<String> ids = new LinkedHashSet<>();
        collect(group, ids, new HashSet<>());
        ids.remove(group);
        return List.copyOf(ids);
    }

    private void collect(String group, Set<String> ids, Set<String> seen) {
        if (seen.add(group)) {
            for (var id : members.getOrDefault(group, List.of())) {
                ids.add(id);
                collect(id, ids, seen);
            }
        }
    }

    synchronized Optional<List<String>> unit(String id) {
        return Optional.ofNullable(units.get(id));
    }

    synchronized boolean isHidden(String unit) {
        return hiddenUnits.contains(unit);
    }

    /** What has an id. */
    synchronized Optional<Typed> find(String id) {
        if (users.containsKey(id)) {
            return Optional.of(new Typed(USER, users.get(id)));
        }
        return groups.containsKey(id)
                ? Optional.of(new Typed(GROUP, groups.get(id)))
                : Optional.ofNullable(others.get(id))
                        .map(other -> new Typed(other.text("@odata.type").orElseThrow(), other));
    }
}
