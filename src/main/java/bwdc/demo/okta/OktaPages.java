package bwdc.demo.okta;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lists of users, groups and members, page by page. */
final class OktaPages {
    private static final Pattern PATH = Pattern.compile("/api/v1/(users|groups|groups/([^/]+)/users)");
    private static final Set<String> USER_PROPERTIES = Set.of(
            "status", "lastUpdated", "id", "profile.login", "profile.email", "profile.firstName", "profile.lastName");
    private static final Set<String> GROUP_PROPERTIES = Set.of("id", "type", "lastUpdated", "lastMembershipUpdated");

    private final OktaStore store;
    private final URI org;
    private final int page;
    private final OktaEntries entries;

    OktaPages(OktaStore store, URI org, int page) {
        this.store = store;
        this.org = org;
        this.page = page;
        entries = new OktaEntries(org);
    }

    /** Endpoints with one limit. */
    static String kind(String path) {
        return path.replaceAll("/groups/[^/]+", "/groups/{id}");
    }

    static String scope(String path) {
        return path.startsWith("/api/v1/groups") ? "okta.groups.read" : "okta.users.read";
    }

    Reply answer(Ask ask) throws Refusal {
        var matcher = PATH.matcher(ask.path());
        if (!matcher.matches()) {
            throw Refusal.api(404, "E0000022", "The endpoint does not exist");
        }
        if (!ask.method().equals("GET")) {
            throw Refusal.api(405, "E0000022", "The endpoint does not support the provided HTTP method");
        }
        if (!ask.header("accept").orElse("").contains("application/json")) {
            throw Refusal.api(406, "E0000029", "Accept and/or Content-Type headers are likely not set.");
        }
        return page(ask, list(ask, matcher));
    }

    private List<JsonObject> list(Ask ask, Matcher path) throws Refusal {
        var filter = ask.parameter("filter").filter(text -> !text.isBlank());
        if (path.group(1).equals("users")) {
            ask.only("filter", "after", "limit");
            // "This operation omits users that have a status of DEPROVISIONED. To return all users, use a filter."
            Predicate<JsonObject> all = user -> !user.text("status").equals(Optional.of("DEPROVISIONED"));
            var chosen = filter.isPresent() ? parsed(filter.get(), USER_PROPERTIES) : all;
            return store.users().stream().filter(chosen).toList();
        }
        if (path.group(1).equals("groups")) {
            ask.only("filter", "after", "limit");
            var chosen =
                    filter.isPresent() ? parsed(filter.get(), GROUP_PROPERTIES) : (Predicate<JsonObject>) g -> true;
            return store.groups().stream().filter(chosen).toList();
        }
        ask.only("after", "limit");
        var id = path.group(2);
        return store.membersOf(id)
                .orElseThrow(
                        () -> Refusal.api(404, "E0000007", "Not found: Resource not found: " + id + " (UserGroup)"));
    }

    private static Predicate<JsonObject> parsed(String filter, Set<String> properties) throws Refusal {
        try {
            return Expression.parse(filter, properties);
        } catch (Expression.Invalid e) {
            throw Refusal.api(400, "E0000031", "Invalid search criteria.");
        }
    }

    private Reply page(Ask ask, List<JsonObject> all) {
        int size = Math.min(page, ask.parameter("limit").map(Integer::parseInt).orElse(page));
        int start = ask.parameter("after").map(after -> place(all, after)).orElse(0);
        var shown = all.subList(start, Math.min(all.size(), start + size));
        var path = org + ask.path();
        var reply = Reply.json(200, shown.stream().map(entries::whole).toList())
                .with("Link", "<" + path + (ask.rawQuery().isEmpty() ? "" : "?" + ask.rawQuery()) + ">; rel=\"self\"");
        // Okta sends each link in a header of its own; names of headers count in any case, those of a map do not.
        return start + size < all.size()
                ? reply.with("link", "<" + path + next(ask, shown.getLast(), size) + ">; rel=\"next\"")
                : reply;
    }

    private static int place(List<JsonObject> all, String after) {
        var id = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).text("id").equals(Optional.of(id))) {
                return i + 1;
            }
        }
        return all.size();
    }

    private static String next(Ask ask, JsonObject last, int size) {
        var id = last.text("id").orElseThrow();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("after", Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
        query.put("limit", Integer.toString(size));
        ask.parameter("filter").ifPresent(filter -> query.put("filter", filter));
        var text = new StringBuilder();
        query.forEach((name, value) -> text.append(text.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                // As Okta does, which leaves the comma as it is.
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2C", ",")));
        return text.toString();
    }
}
