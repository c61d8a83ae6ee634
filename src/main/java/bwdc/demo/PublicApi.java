package bwdc.demo;

import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What Bitwarden's public API lets an organization's key read and change, besides the import. */
final class PublicApi {
    private final Membership membership;
    private final OrganizationOptions options;

    PublicApi(Membership membership, OrganizationOptions options) {
        this.membership = membership;
        this.options = options;
    }

    /** @param path without {@code /api/public/} */
    Reply answer(String method, String path, byte[] body) {
        var parts = List.of(path.split("/", -1));
        try {
            return switch (parts.getFirst()) {
                case "members" -> members(method, parts, body);
                case "groups" -> groups(method, parts, body);
                case "organization" ->
                    path.equals("organization/subscription") && method.equals("GET") && options.cloud()
                            ? Reply.json(200, subscription())
                            : Reply.empty(404);
                default -> Reply.empty(404);
            };
        } catch (Membership.Refused e) {
            return Reply.json(e.status, Reply.error(String.valueOf(e.getMessage()), null));
        } catch (JsonSyntaxException e) {
            return Reply.json(400, Reply.error("The request's model state is invalid.", new JsonObject()));
        }
    }

    private JsonObject subscription() {
        var seats = number(options.seats());
        return new JsonObject()
                .put(
                        "passwordManager",
                        new JsonObject()
                                .put("seats", seats)
                                .put("maxAutoScaleSeats", seats)
                                .put("storage", 1L))
                .put("secretsManager", null);
    }

    private static @org.jspecify.annotations.Nullable Long number(OptionalInt value) {
        return value.isEmpty() ? null : Long.valueOf(value.getAsInt());
    }

    private Reply members(String method, List<String> parts, byte[] body) throws Membership.Refused {
        if (parts.size() == 1) {
            return switch (method) {
                case "GET" ->
                    list(membership.members().stream().map(PublicApi::json).toList());
                case "POST" -> invite(object(body));
                default -> Reply.empty(405);
            };
        }
        var member = membership.member(parts.get(1)).orElseThrow(PublicApi::missing);
        return switch (method + " " + String.join("/", parts.subList(2, parts.size()))) {
            case "GET " -> Reply.json(200, json(member));
            case "PUT " -> update(member, object(body));
            case "DELETE " -> remove(member);
            case "GET group-ids" -> Reply.json(200, groupsOf(member));
            case "PUT group-ids" -> {
                place(member, strings(object(body), "groupIds"));
                yield Reply.empty(200);
            }
            case "POST reinvite" -> {
                if (member.status != Membership.INVITED) {
                    throw new Membership.Refused(400, "User invitation cannot be resent.");
                }
                yield Reply.empty(200);
            }
            case "POST revoke" -> {
                keepAnOwner(member);
                member.revoke();
                yield Reply.empty(200);
            }
            case "POST restore" -> {
                member.restore();
                yield Reply.empty(200);
            }
            default -> Reply.empty(404);
        };
    }

    private Reply invite(JsonObject request) throws Membership.Refused {
        var email = request.text("email").orElse("").toLowerCase(Locale.ROOT);
        if (!ImportCheck.isMail(email)) {
            throw new Membership.Refused(400, "The request's model state is invalid.");
        }
        if (membership.members().stream().anyMatch(member -> member.email.equals(email))) {
            throw new Membership.Refused(400, "This user has already been invited.");
        }
        if (options.seats().isPresent()
                && membership.seatsTaken() >= options.seats().getAsInt()) {
            throw new Membership.Refused(400, "Seat limit has been reached.");
        }
        var member = new Membership.Member(
                email, request.text("externalId").orElse(null), type(request), Membership.INVITED);
        membership.add(member);
        place(member, strings(request, "groups"));
        return Reply.json(200, json(member));
    }

    private static long type(JsonObject request) throws Membership.Refused {
        return request.number("type")
                .orElseThrow(() -> new Membership.Refused(400, "The request's model state is invalid."));
    }

    private Reply update(Membership.Member member, JsonObject request) throws Membership.Refused {
        if (type(request) != Membership.OWNER) {
            keepAnOwner(member);
        }
        member.type = type(request);
        member.externalId = request.text("externalId").orElse(null);
        place(member, strings(request, "groups"));
        return Reply.json(200, json(member));
    }

    private Reply remove(Membership.Member member) throws Membership.Refused {
        keepAnOwner(member);
        membership.remove(member);
        return Reply.empty(200);
    }

    private void keepAnOwner(Membership.Member member) throws Membership.Refused {
        if (membership.isLastOwner(member)) {
            throw new Membership.Refused(400, "Organization must have at least one confirmed owner.");
        }
    }

    private List<String> groupsOf(Membership.Member member) {
        return membership.groups().stream()
                .filter(group -> group.memberIds.contains(member.id))
                .map(group -> group.id)
                .toList();
    }

    private void place(Membership.Member member, List<String> groupIds) {
        membership.groups().forEach(group -> {
            if (groupIds.contains(group.id)) {
                group.memberIds.add(member.id);
            } else {
                group.memberIds.remove(member.id);
            }
        });
    }

    private Reply groups(String method, List<String> parts, byte[] body) throws Membership.Refused {
        if (parts.size() == 1) {
            return switch (method) {
                case "GET" ->
                    list(membership.groups().stream().map(PublicApi::json).toList());
                case "POST" -> {
                    var request = object(body);
                    yield Reply.json(
                            200,
                            json(membership.addGroup(
                                    name(request), request.text("externalId").orElse(null))));
                }
                default -> Reply.empty(405);
            };
        }
        var group = membership.group(parts.get(1)).orElseThrow(PublicApi::missing);
        return switch (method + " " + String.join("/", parts.subList(2, parts.size()))) {
            case "GET " -> Reply.json(200, json(group));
            case "PUT " -> {
                var request = object(body);
                group.name = name(request);
                group.externalId = request.text("externalId").orElse(null);
                yield Reply.json(200, json(group));
            }
            case "DELETE " -> {
                membership.remove(group);
                yield Reply.empty(200);
            }
            case "GET member-ids" -> Reply.json(200, List.copyOf(group.memberIds));
            case "PUT member-ids" -> {
                group.memberIds.clear();
                strings(object(body), "memberIds").stream()
                        .filter(id -> membership.member(id).isPresent())
                        .forEach(group.memberIds::add);
                yield Reply.empty(200);
            }
            default -> Reply.empty(404);
        };
    }

    private static String name(JsonObject request) throws Membership.Refused {
        return request.text("name")
                .filter(name -> !name.isBlank() && name.length() <= 100)
                .orElseThrow(() -> new Membership.Refused(400, "The request's model state is invalid."));
    }

    private static JsonObject object(byte[] body) throws Membership.Refused {
        return Optional.ofNullable(Json.parse(body) instanceof JsonObject object ? object : null)
                .orElseThrow(() -> new Membership.Refused(400, "The request's model state is invalid."));
    }

    private static List<String> strings(JsonObject object, String key) {
        return object.list(key).stream().map(Object::toString).toList();
    }

    private static Membership.Refused missing() {
        return new Membership.Refused(404, "Resource not found.");
    }

    private static Reply list(List<JsonObject> data) {
        return Reply.json(200, new JsonObject().put("object", "list").put("data", data));
    }

    private static JsonObject json(Membership.Member member) {
        return new JsonObject()
                .put("object", "member")
                .put("id", member.id)
                .put("userId", null)
                .put("name", null)
                .put("email", member.email)
                .put("twoFactorEnabled", false)
                .put("status", member.status)
                .put("type", member.type)
                .put("externalId", member.externalId)
                .put("collections", List.of())
                .put("resetPasswordEnrolled", false);
    }

    private static JsonObject json(Membership.Group group) {
        return new JsonObject()
                .put("object", "group")
                .put("id", group.id)
                .put("name", group.name)
                .put("externalId", group.externalId)
                .put("collections", List.of());
    }
}
