package bwdc.run;

import bwdc.json.JsonObject;
import bwdc.sync.OrganizationPlan;
import bwdc.sync.OrganizationPlan.Action;
import bwdc.sync.OrganizationPlan.GroupChange;
import bwdc.sync.OrganizationPlan.Ignored;
import bwdc.sync.OrganizationPlan.UserChange;
import bwdc.sync.Removal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes of a plan as JSON, for programs, reviewed plans and the record of what a run did. */
public final class PlanDocument {
    private PlanDocument() {}

    public static JsonObject json(OrganizationPlan plan) {
        return new JsonObject()
                .put("users", plan.users().stream().map(PlanDocument::json).toList())
                .put("groups", plan.groups().stream().map(PlanDocument::json).toList())
                .put("ignored", plan.ignored().stream().map(PlanDocument::json).toList())
                .put("refusals", plan.refusals());
    }

    private static JsonObject json(UserChange change) {
        var json = new JsonObject()
                .put("action", change.action().name().toLowerCase(Locale.ROOT))
                .put("email", change.email())
                .put("externalId", change.externalId());
        putIfKnown(json, "id", change.id());
        var cause = change.cause();
        if (cause != null) {
            json.put("reason", cause.name().toLowerCase(Locale.ROOT));
        }
        return json;
    }

    private static JsonObject json(GroupChange change) {
        var json = new JsonObject()
                .put("action", change.isNew() ? "create" : "change")
                .put("name", change.name())
                .put("externalId", change.externalId());
        putIfKnown(json, "id", change.id());
        putIfKnown(json, "formerName", change.formerName());
        if (change.membersKnown()) {
            json.put("added", change.added()).put("removed", change.removed());
        }
        return json;
    }

    private static JsonObject json(Ignored ignored) {
        return new JsonObject()
                .put("subject", ignored.subject().name().toLowerCase(Locale.ROOT))
                .put("who", ignored.who())
                .put("why", ignored.why());
    }

    private static void putIfKnown(JsonObject json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    /** From its JSON; empty when that is none of a plan. */
    public static Optional<OrganizationPlan> plan(JsonObject json) {
        try {
            return Optional.of(new OrganizationPlan(
                    objects(json, "users").stream().map(PlanDocument::user).toList(),
                    objects(json, "groups").stream().map(PlanDocument::group).toList(),
                    objects(json, "ignored").stream()
                            .map(each -> new Ignored(
                                    Ignored.Subject.valueOf(
                                            needed(each, "subject").toUpperCase(Locale.ROOT)),
                                    needed(each, "who"),
                                    needed(each, "why")))
                            .toList(),
                    strings(json, "refusals")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static UserChange user(JsonObject json) {
        var reason = json.text("reason")
                .map(text -> Removal.Reason.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(null);
        return new UserChange(
                Action.valueOf(needed(json, "action").toUpperCase(Locale.ROOT)),
                json.text("id").orElse(null),
                needed(json, "email"),
                json.text("externalId").orElse(null),
                reason);
    }

    private static GroupChange group(JsonObject json) {
        return new GroupChange(
                json.text("id").orElse(null),
                json.text("externalId").orElse(null),
                needed(json, "name"),
                json.text("formerName").orElse(null),
                strings(json, "added"),
                strings(json, "removed"),
                json.has("added"));
    }

    private static List<JsonObject> objects(JsonObject json, String key) {
        return json.list(key).stream()
                .map(each -> {
                    if (each instanceof JsonObject object) {
                        return object;
                    }
                    throw new IllegalArgumentException(key);
                })
                .toList();
    }

    static List<String> strings(JsonObject json, String key) {
        return json.list(key).stream().map(Objects::toString).toList();
    }

    private static String needed(JsonObject json, String key) {
        return json.text(key).orElseThrow(() -> new IllegalArgumentException(key));
    }
}
