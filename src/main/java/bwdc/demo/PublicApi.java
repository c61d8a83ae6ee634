package bwdc.demo;

import bwdc.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Bitwarden's public API lets an organization's key read. */
final class PublicApi {
    private final Membership membership;

    PublicApi(Membership membership) {
        this.membership = membership;
    }

    /** @param path without {@code /api/public/} */
    Reply answer(String method, String path) {
        if (!method.equals("GET")) {
            return Reply.empty(405);
        }
        var parts = path.split("/");
        return switch (parts[0]) {
            case "members" -> members(parts);
            case "groups" -> groups(parts);
            default -> Reply.empty(404);
        };
    }

    private Reply members(String[] parts) {
        if (parts.length == 1) {
            return list(membership.members().stream().map(PublicApi::member).toList());
        }
        var member = membership.member(parts[1]);
        if (member.isEmpty()) {
            return missing();
        }
        if (parts.length == 2) {
            return Reply.json(200, member(member.get()));
        }
        return parts[2].equals("group-ids")
                ? Reply.json(
                        200,
                        membership.groups().stream()
                                .filter(group -> group.memberIds.contains(parts[1]))
                                .map(group -> group.id)
                                .toList())
                : Reply.empty(404);
    }

    private Reply groups(String[] parts) {
        if (parts.length == 1) {
            return list(membership.groups().stream().map(PublicApi::group).toList());
        }
        var group = membership.group(parts[1]);
        if (group.isEmpty()) {
            return missing();
        }
        if (parts.length == 2) {
            return Reply.json(200, group(group.get()));
        }
        return parts[2].equals("member-ids") ? Reply.json(200, List.copyOf(group.get().memberIds)) : Reply.empty(404);
    }

    private static Reply missing() {
        return Reply.json(
                404,
                new JsonObject()
                        .put("object", "error")
                        .put("message", "Resource not found.")
                        .put("errors", null));
    }

    private static Reply list(List<JsonObject> data) {
        return Reply.json(200, new JsonObject().put("object", "list").put("data", data));
    }

    private static JsonObject member(Membership.Member member) {
        @Nullable String externalId = member.externalId;
        return new JsonObject()
                .put("object", "member")
                .put("id", member.id)
                .put("userId", null)
                .put("name", null)
                .put("email", member.email)
                .put("twoFactorEnabled", false)
                .put("status", member.status)
                .put("type", member.type)
                .put("externalId", externalId)
                .put("collections", List.of())
                .put("resetPasswordEnrolled", false);
    }

    private static JsonObject group(Membership.Group group) {
        return new JsonObject()
                .put("object", "group")
                .put("id", group.id)
                .put("name", group.name)
                .put("externalId", group.externalId)
                .put("collections", List.of());
    }
}
