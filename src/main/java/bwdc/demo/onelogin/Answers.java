package bwdc.demo.onelogin;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lists of version 1 of OneLogin's API: search by attribute with {@code *}, pages that are named by a cursor.
 *
 * @param pageSize entries of a page, 50 at OneLogin
 * @param url where the lists are
 */
record Answers(Entries entries, int pageSize, String url) {
    /** What the API knows besides attributes. */
    private static final Set<String> PAGING = Set.of("limit", "sort", "fields", "after_cursor", "since", "until");

    private static final Set<String> USERS = Set.of(
            "directory_id",
            "email",
            "external_id",
            "firstname",
            "id",
            "lastname",
            "manager_ad_id",
            "role_id",
            "samaccountname",
            "status",
            "username",
            "userprincipalname");
    private static final Set<String> ROLES = Set.of("id", "name");

    Reply list(Ask ask) {
        return switch (ask.path()) {
            case "/api/1/users" -> list(ask, entries.users(), USERS);
            case "/api/1/roles" -> list(ask, entries.roles(), ROLES);
            default -> error(404, "not found", "No Route Exists");
        };
    }

    static Reply error(int code, String type, String message) {
        return Reply.json(code, new JsonObject().put("status", status(true, code, type, message)));
    }

    private static JsonObject status(boolean error, int code, String type, String message) {
        return new JsonObject()
                .put("error", error)
                .put("code", (long) code)
                .put("type", type)
                .put("message", message);
    }

    static JsonObject success() {
        return new JsonObject().put("status", status(false, 200, "success", "Success"));
    }

    private Reply list(Ask ask, List<JsonObject> all, Set<String> attributes) {
        var query = ask.query();
        List<JsonObject> found = new ArrayList<>(all);
        for (var each : query.entrySet()) {
            if (attributes.contains(each.getKey())) {
                var pattern = pattern(each.getValue());
                found.removeIf(entry -> !matches(entry.get(each.getKey()), pattern));
            } else if (!PAGING.contains(each.getKey())) {
                return error(400, "bad request", each.getKey() + " is not a valid parameter");
            }
        }
        return page(ask, found, query);
    }

    private static Pattern pattern(String value) {
        var parts = List.of(value.split("\\*", -1)).stream().map(Pattern::quote).toList();
        return Pattern.compile(
                String.join(".*", parts), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static boolean matches(@org.jspecify.annotations.Nullable Object value, Pattern pattern) {
        return value instanceof List<?> list
                ? list.stream()
                        .anyMatch(each -> pattern.matcher(String.valueOf(each)).matches())
                : pattern.matcher(value == null ? "" : value.toString()).matches();
    }

    private Reply page(Ask ask, List<JsonObject> found, Map<String, String> query) {
        int size = Math.min(pageSize, Integer.parseInt(query.getOrDefault("limit", "50")));
        int start = query.containsKey("after_cursor") ? after(found, query.get("after_cursor")) : 0;
        if (start < 0) {
            return error(400, "bad request", "after_cursor is incorrect");
        }
        int end = Math.min(found.size(), start + size);
        var page = found.subList(Math.min(start, end), end);
        var cursor = end < found.size() ? cursor(page.getLast()) : null;
        return Reply.json(
                200,
                success()
                        .put(
                                "pagination",
                                new JsonObject()
                                        .put("before_cursor", null)
                                        .put("after_cursor", cursor)
                                        .put("previous_link", null)
                                        .put("next_link", cursor == null ? null : next(ask, cursor)))
                        .put(
                                "data",
                                page.stream().map(entry -> chosen(entry, query)).toList()));
    }

    /** Cursors name the last entry of a page, so that who comes and goes meanwhile moves nobody to another page. */
    private static String cursor(JsonObject last) {
        return Base64.getUrlEncoder().encodeToString(("id:::" + last.get("id")).getBytes(StandardCharsets.UTF_8));
    }

    private static int after(List<JsonObject> found, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!text.startsWith("id:::")) {
                return -1;
            }
            long id = Long.parseLong(text.substring(5));
            return (int) found.stream()
                    .filter(entry -> entry.number("id").orElse(0L) <= id)
                    .count();
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private String next(Ask ask, String cursor) {
        var kept = List.of(ask.rawQuery().split("&", -1)).stream()
                .filter(part -> !part.isEmpty() && !part.startsWith("after_cursor="))
                .map(part -> part + "&")
                .collect(Collectors.joining());
        return url + ask.path() + "?" + kept + "after_cursor=" + cursor.replace("=", "%3D");
    }

    private static JsonObject chosen(JsonObject entry, Map<String, String> query) {
        var fields = query.get("fields");
        if (fields == null) {
            return entry;
        }
        var chosen = new JsonObject();
        var names = List.of(fields.split(" *, *", -1));
        entry.keys().stream()
                .filter(key -> key.equals("id") || names.contains(key))
                .forEach(key -> chosen.put(key, entry.get(key)));
        return chosen;
    }
}
