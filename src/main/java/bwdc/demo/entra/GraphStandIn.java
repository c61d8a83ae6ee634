package bwdc.demo.entra;

import bwdc.demo.loopback.Ask;
import bwdc.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Answers the reads of Graph that synchronizing takes, and refuses all others. */
final class GraphStandIn {
    private static final String HIDDEN = "HiddenMembership";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> PROPERTIES = Set.of(
            "id",
            "displayName",
            "mail",
            "userPrincipalName",
            "accountEnabled",
            "department",
            "userType",
            "givenName",
            "surname",
            "visibility",
            "mailEnabled",
            "securityEnabled",
            "groupTypes",
            "deletedDateTime");

    private final TenantData data;
    private final GraphPages pages;
    private final GraphChanges changes;
    private final Set<String> roles;

    GraphStandIn(TenantData data, GraphPages pages, GraphChanges changes, Set<String> roles) {
        this.data = data;
        this.pages = pages;
        this.changes = changes;
        this.roles = roles;
    }

    /** @param path without the version */
    GraphReply get(String path, Map<String, String> query) {
        try {
            return answer(path, query);
        } catch (GraphPages.Refused e) {
            return e.reply();
        } catch (Ask.Odd e) {
            return GraphReply.error(400, "BadRequest", String.valueOf(e.getMessage()));
        }
    }

    /** {@code graph.} is short for {@code microsoft.graph.}, and functions may have their parentheses (OData 4.01). */
    private GraphReply answer(String path, Map<String, String> query) {
        var segments = Arrays.stream(path.substring(1).split("/", -1))
                .map(segment ->
                        segment.replaceFirst("^microsoft\\.graph\\.", "graph.").replaceFirst("\\(\\)$", ""))
                .toList();
        return switch (String.join("/", segments.subList(0, Math.min(2, segments.size())))) {
            case "users" -> users(path, query);
            case "users/delta", "users/graph.delta" -> {
                allowed("User.Read.All", "Directory.Read.All");
                only(query, "$select", "$deltatoken", "$skiptoken");
                select(query);
                yield changes.answer(query);
            }
            case "directory/deletedItems" -> deletedItems(path, segments, query);
            case "directory/administrativeUnits" -> unit(path, segments, query);
            case "groups" -> groups(path, query);
            default -> members(path, segments, query);
        };
    }

    private GraphReply users(String path, Map<String, String> query) {
        allowed("User.Read.All", "Directory.Read.All");
        only(query, "$select", "$top", "$skiptoken");
        var select = select(query);
        return pages.page(path, query, data.users(), user -> GraphPages.chosen(user, select));
    }

    private GraphReply groups(String path, Map<String, String> query) {
        allowed("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All");
        only(query, "$select", "$top", "$skiptoken");
        var select = select(query);
        return pages.page(path, query, data.groups(), group -> GraphPages.chosen(group, select));
    }

    private GraphReply deletedItems(String path, List<String> segments, Map<String, String> query) {
        if (segments.size() != 3 || !segments.get(2).equals("graph.user")) {
            throw new GraphPages.Refused(
                    GraphReply.error(400, "Request_BadRequest", "A type has to be named in the address."));
        }
        allowed("User.Read.All", "Directory.Read.All");
        only(query, "$select", "$top", "$skiptoken");
        var select = select(query);
        return pages.page(path, query, data.deleted(), user -> GraphPages.chosen(user, select));
    }

    private GraphReply unit(String path, List<String> segments, Map<String, String> query) {
        allowed("AdministrativeUnit.Read.All", "Directory.Read.All");
        if (segments.size() < 3) {
            throw notFound(path);
        }
        var id = segments.get(2);
        var members = data.unit(id).orElseThrow(() -> missing(id));
        if (segments.size() == 3) {
            var unit = new JsonObject().put("id", id).put("visibility", data.isHidden(id) ? HIDDEN : null);
            return one(unit, query);
        }
        if (segments.size() > 4 || !segments.get(3).equals("members")) {
            throw notFound(path);
        }
        return typed(path, query, data.isHidden(id) && !roles.contains("Member.Read.Hidden") ? List.of() : members);
    }

    private static GraphReply one(JsonObject entry, Map<String, String> query) {
        only(query, "$select");
        return GraphReply.ok(GraphPages.chosen(entry, select(query)));
    }

    private GraphReply members(String path, List<String> segments, Map<String, String> query) {
        if (segments.size() < 2 || segments.size() > 4 || !segments.getFirst().equals("groups")) {
            throw notFound(path);
        }
        allowed("GroupMember.Read.All", "Group.Read.All", "Directory.Read.All");
        var id = segments.get(1);
        if (!ID.matcher(id).matches()) {
            throw new GraphPages.Refused(
                    GraphReply.error(400, "Request_BadRequest", "Invalid object identifier '" + id + "'."));
        }
        var group = data.group(id).orElseThrow(() -> missing(id));
        if (segments.size() == 2) {
            return one(group, query);
        }
        var all = switch (segments.get(2)) {
            case "members" -> data.members(id);
            case "transitiveMembers" -> data.transitiveMembers(id);
            default -> throw notFound(path);
        };
        var seen = group.text("visibility").orElse("").equals(HIDDEN) && !roles.contains("Member.Read.Hidden")
                ? List.<String>of()
                : all;
        return segments.size() == 3 ? typed(path, query, seen) : cast(path, segments.get(3), query, seen);
    }

    private GraphReply typed(String path, Map<String, String> query, List<String> list) {
        only(query, "$select", "$top", "$skiptoken");
        var select = select(query);
        return pages.page(path, query, list, id -> {
            var each = data.find(id).orElseThrow();
            var written = new JsonObject().put("@odata.type", each.type());
            var chosen = GraphPages.chosen(each.entry(), select);
            chosen.keys().forEach(key -> written.put(key, chosen.get(key)));
            return written;
        });
    }

    private GraphReply cast(String path, String type, Map<String, String> query, List<String> list) {
        if (!type.equals("graph.user")) {
            throw notFound(path);
        }
        only(query, "$select", "$top", "$skiptoken", "$count");
        var select = select(query);
        var users = list.stream()
                .flatMap(id -> data.find(id).stream())
                .filter(each -> each.type().equals(TenantData.USER))
                .toList();
        return pages.page(path, query, users, each -> GraphPages.chosen(each.entry(), select));
    }

    private static Optional<String> select(Map<String, String> query) {
        var select = Optional.ofNullable(query.get("$select"));
        select.stream().flatMap(text -> Arrays.stream(text.split(",", -1))).forEach(name -> {
            if (!PROPERTIES.contains(name)) {
                throw new GraphPages.Refused(
                        GraphReply.error(400, "BadRequest", "Could not find a property named '" + name + "'."));
            }
        });
        return select;
    }

    private static void only(Map<String, String> query, String... names) {
        var known = List.of(names);
        query.keySet().stream()
                .filter(Predicate.not(known::contains))
                .findFirst()
                .ifPresent(name -> {
                    throw GraphPages.refused("The query parameter '" + name + "' is not supported here.");
                });
    }

    private void allowed(String... any) {
        if (Arrays.stream(any).noneMatch(roles::contains)) {
            throw new GraphPages.Refused(GraphReply.error(
                    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."));
        }
    }

    private static GraphPages.Refused missing(String id) {
        return new GraphPages.Refused(GraphReply.error(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present."));
    }

    private static GraphPages.Refused notFound(String path) {
        var segments = new ArrayList<>(List.of(path.split("/", -1)));
        return new GraphPages.Refused(GraphReply.error(
                400, "BadRequest", "Resource not found for the segment '" + segments.getLast() + "'."));
    }
}
