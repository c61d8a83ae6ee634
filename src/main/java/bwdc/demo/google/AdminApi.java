package bwdc.demo.google;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The Directory API: lists of users, groups and members, and single users and groups. */
final class AdminApi {
    static final String SCOPES = "https://www.googleapis.com/auth/admin.directory.";
    private static final String ROOT = "/admin/directory/v1/";

    private static final Listing USERS = new Listing(
            "users",
            "user.readonly",
            Set.of("customer", "domain", "query", "showDeleted"),
            500,
            100,
            List.of(
                    "kind",
                    "id",
                    "etag",
                    "primaryEmail",
                    "name",
                    "emails",
                    "aliases",
                    "suspended",
                    "archived",
                    "isAdmin",
                    "orgUnitPath",
                    "customerId",
                    "deletionTime",
                    "creationTime",
                    "organizations"));
    private static final Listing GROUPS = new Listing(
            "groups",
            "group.readonly",
            Set.of("customer", "domain", "query"),
            200,
            200,
            List.of("kind", "id", "etag", "email", "name", "description", "directMembersCount", "aliases"));
    // The description has neither customer nor domain; the reference sends them, and is answered.
    private static final Listing MEMBERS = new Listing(
            "members",
            "group.member.readonly",
            Set.of("customer", "domain", "includeDerivedMembership", "roles"),
            200,
            200,
            List.of("kind", "id", "etag", "email", "role", "type", "status"));

    private final GoogleCompany company;
    private final SignIns signIns;
    private final int pageSize;

    /** @param pageSize the most entries of an answer, however many are asked for */
    AdminApi(GoogleCompany company, SignIns signIns, int pageSize) {
        this.company = company;
        this.signIns = signIns;
        this.pageSize = pageSize;
    }

    /**
     * A kind of list.
     *
     * @param parameters besides those of every list
     * @param most the most entries that may be asked for
     * @param usual how many come when nothing is asked
     */
    private record Listing(
            String name, String scope, Set<String> parameters, int most, int usual, List<String> fields) {}

    /** What ends an answer early. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Reply reply;

        Refused(int status, String reason, String message) {
            super(message);
            reply = Refusal.ofApi(status, reason, message);
        }
    }

    Reply answer(Ask ask) {
        try {
            var path = ask.path().startsWith(ROOT) && ask.method().equals("GET")
                    ? List.of(ask.path().substring(ROOT.length()).split("/", -1))
                    : List.<String>of();
            return switch (path.size()) {
                case 1 -> path.getFirst().equals("users") ? users(ask) : groups(ask, path.getFirst());
                case 2 -> single(ask, path.get(0), path.get(1));
                case 3 -> members(ask, path);
                default -> throw new Refused(404, "notFound", "Not Found");
            };
        } catch (Refused e) {
            return e.reply;
        } catch (SearchQuery.Invalid e) {
            return Refusal.ofApi(400, "invalid", String.valueOf(e.getMessage()));
        } catch (FieldSelection.Invalid e) {
            return Refusal.ofApi(400, "invalidParameter", String.valueOf(e.getMessage()));
        }
    }

    private Reply users(Ask ask) throws Refused, SearchQuery.Invalid, FieldSelection.Invalid {
        allow(ask, USERS);
        var query = SearchQuery.ofUsers(ask.parameter("query").orElse("")).and(inDomain(ask, "primaryEmail"));
        var deleted = ask.parameter("showDeleted").orElse("false").equals("true");
        return page(ask, USERS, deleted ? company.deletedUsers(query) : company.users(query));
    }

    private Reply groups(Ask ask, String name) throws Refused, SearchQuery.Invalid, FieldSelection.Invalid {
        if (!name.equals("groups")) {
            throw new Refused(404, "notFound", "Not Found");
        }
        allow(ask, GROUPS);
        if (ask.parameter("query").filter(String::isEmpty).isPresent()) {
            throw new SearchQuery.Invalid();
        }
        var query = SearchQuery.ofGroups(ask.parameter("query").orElse("")).and(inDomain(ask, "email"));
        return page(ask, GROUPS, company.groups(query));
    }

    private Reply members(Ask ask, List<String> path) throws Refused, FieldSelection.Invalid {
        if (!path.get(0).equals("groups") || !path.get(2).equals("members")) {
            throw new Refused(404, "notFound", "Not Found");
        }
        allow(ask, MEMBERS);
        var group = company.findGroup(decoded(path.get(1)))
                .orElseThrow(() -> new Refused(404, "notFound", "Resource Not Found: groupKey"));
        var derived = ask.parameter("includeDerivedMembership").orElse("false").equals("true");
        return page(ask, MEMBERS, new Membership(company).of(group.text("id").orElse(""), derived));
    }

    private Reply single(Ask ask, String kind, String key) throws Refused, FieldSelection.Invalid {
        var listing = kind.equals("users") ? USERS : GROUPS;
        permit(ask, listing);
        refuseUnknown(ask, Set.of());
        var found = kind.equals("users") ? company.findUser(decoded(key)) : company.findGroup(decoded(key));
        var object = found.orElseThrow(() ->
                new Refused(404, "notFound", "Resource Not Found: " + (kind.equals("users") ? "userKey" : "groupKey")));
        return Reply.json(200, selected(ask, Map.of("", listing.fields), object));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private void allow(Ask ask, Listing listing) throws Refused {
        permit(ask, listing);
        refuseUnknown(ask, listing.parameters);
        if (!listing.equals(MEMBERS)) {
            whose(ask);
        }
    }

    private void permit(Ask ask, Listing listing) throws Refused {
        var token = ask.header("authorization")
                .filter(text -> text.startsWith("Bearer "))
                .map(text -> text.substring(7));
        if (token.isEmpty()) {
            throw new Refused(401, "required", "Login Required.");
        }
        if (!signIns.isGood(token.get())) {
            throw new Refused(401, "authError", "Request had invalid authentication credentials.");
        }
        if (!signIns.has(token.get(), SCOPES + listing.scope)) {
            throw new Refused(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
        }
        if (!signIns.isOfAdministrator(token.get())) {
            throw new Refused(403, "forbidden", "Not Authorized to access this resource/api");
        }
    }

    private static void refuseUnknown(Ask ask, Set<String> known) throws Refused {
        var unknown = new TreeSet<>(ask.query().keySet());
        unknown.removeAll(known);
        unknown.removeAll(Set.of("pageToken", "maxResults", "fields", "alt", "prettyPrint"));
        if (!unknown.isEmpty()) {
            throw new Refused(
                    400,
                    "invalid",
                    "Invalid JSON payload received. Unknown name \"" + unknown.first()
                            + "\": Cannot bind query parameter. Field '" + unknown.first()
                            + "' could not be found in request message.");
        }
    }

    private void whose(Ask ask) throws Refused {
        var customer = ask.parameter("customer");
        var domain = ask.parameter("domain");
        if (customer.isEmpty() && domain.isEmpty()) {
            throw new Refused(400, "badRequest", "Bad Request");
        }
        if (customer.filter(id -> !id.equals("my_customer") && !id.equals(company.customer()))
                .isPresent()) {
            throw new Refused(400, "invalid", "Invalid Input: customer");
        }
        if (domain.filter(name -> !name.equalsIgnoreCase(company.domain())).isPresent()) {
            throw new Refused(404, "notFound", "Domain not found.");
        }
    }

    /** With its subdomains, as the recordings have it; entries without an address are of every domain. */
    private static Predicate<JsonObject> inDomain(Ask ask, String address) {
        var domain = ask.parameter("customer").isPresent() ? Optional.<String>empty() : ask.parameter("domain");
        return object -> domain.isEmpty()
                || object.text(address)
                        .map(text -> text.strip().substring(text.strip().indexOf('@') + 1))
                        .map(text -> text.equalsIgnoreCase(domain.get()) || text.endsWith("." + domain.get()))
                        .orElse(true);
    }

    private Reply page(Ask ask, Listing listing, List<JsonObject> all) throws Refused, FieldSelection.Invalid {
        int from = ask.parameter("pageToken").filter(text -> !text.isEmpty()).isPresent() ? start(ask) : 0;
        int to = Math.min(all.size(), from + Math.min(size(ask, listing), pageSize));
        var body =
                new JsonObject().put("kind", "admin#directory#" + listing.name).put("etag", "\"loopback\"");
        if (from < to) {
            // Google leaves the list out when it is empty.
            body.put(listing.name, all.subList(from, to));
        }
        if (to < all.size()) {
            body.put("nextPageToken", token(ask, to));
        }
        var known = Map.of("", List.of("kind", "etag", "nextPageToken", listing.name), listing.name, listing.fields);
        return Reply.json(200, selected(ask, known, body));
    }

    private static JsonObject selected(Ask ask, Map<String, List<String>> known, JsonObject body)
            throws FieldSelection.Invalid {
        var fields = ask.parameter("fields");
        return fields.isPresent() ? FieldSelection.of(fields.get(), known).of(body) : body;
    }

    private static int size(Ask ask, Listing listing) throws Refused {
        var asked = ask.parameter("maxResults").orElse(Integer.toString(listing.usual));
        if (!asked.matches("[0-9]{1,6}") || Integer.parseInt(asked) < 1 || Integer.parseInt(asked) > listing.most) {
            throw new Refused(
                    400,
                    "invalidParameter",
                    "Invalid value '" + asked + "'. Values must be within the range: [1, " + listing.most + "]");
        }
        return Integer.parseInt(asked);
    }

    /** Good only for the same list; with characters that must survive in an address. */
    private static String token(Ask ask, int at) {
        return "p" + Base64.getEncoder().encodeToString((at + "~" + list(ask)).getBytes(StandardCharsets.UTF_8))
                + "+/=";
    }

    private static int start(Ask ask) throws Refused {
        var given = ask.parameter("pageToken").orElse("");
        try {
            var text =
                    new String(Base64.getDecoder().decode(given.replaceAll("^p|\\+/=$", "")), StandardCharsets.UTF_8);
            int at = Integer.parseInt(text.substring(0, text.indexOf('~')));
            if (given.equals(token(ask, at))) {
                return at;
            }
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            // Refused like one of another list.
        }
        throw new Refused(400, "invalid", "Invalid Input: pageToken");
    }

    private static int list(Ask ask) {
        return (ask.path()
                        + ask.parameter("query").orElse("")
                        + ask.parameter("showDeleted").orElse("false")
                        + ask.parameter("includeDerivedMembership").orElse("false"))
                .hashCode();
    }
}
