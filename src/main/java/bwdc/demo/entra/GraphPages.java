package bwdc.demo.entra;

import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Cuts lists into pages as Graph does: chosen properties, a next link with a mark that means nothing to a client. */
final class GraphPages {
    /** What Graph gives of a user unless it is asked for more; whether the account is enabled is not among it. */
    private static final Set<String> USUAL = Set.of(
            "id",
            "displayName",
            "mail",
            "userPrincipalName",
            "givenName",
            "surname",
            "jobTitle",
            "mobilePhone",
            "officeLocation",
            "preferredLanguage",
            "businessPhones",
            "visibility");

    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 999;

    private final String root;
    private final int most;

    /**
     * @param root address of Graph with its version
     * @param most entries in a page, whatever is asked for
     */
    GraphPages(String root, int most) {
        this.root = root;
        this.most = most;
    }

    /** Refuses with Graph's own words. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient GraphReply reply;

        Refused(GraphReply reply) {
            this.reply = reply;
        }

        GraphReply reply() {
            return reply;
        }
    }

    static Refused refused(String message) {
        return new Refused(GraphReply.error(400, "Request_UnsupportedQuery", message));
    }

    /** How many entries of a list a page has. */
    int size(Map<String, String> query) {
        var top = query.get("$top");
        if (top == null) {
            return Math.min(most, USUAL_SIZE);
        }
        if (!top.matches("[0-9]{1,9}") || Integer.parseInt(top) < 1 || Integer.parseInt(top) > LARGEST_SIZE) {
            throw refused("Invalid page size specified: '" + top + "'. Must be between 1 and 999 inclusive.");
        }
        return Math.min(most, Integer.parseInt(top));
    }

    /**
     * A page of a list.
     *
     * @param entry how each entry is written
     */
    <T> GraphReply page(String path, Map<String, String> query, List<T> list, Function<T, JsonObject> entry) {
        int from = query.containsKey("$skiptoken") ? number(query.get("$skiptoken")) : 0;
        int to = Math.min(list.size(), from + size(query));
        var body = body(
                path,
                list.subList(Math.min(from, list.size()), to).stream()
                        .map(entry)
                        .toList());
        if (to < list.size()) {
            body.put("@odata.nextLink", link(path, query, "$skiptoken", mark("page:" + to)));
        }
        return GraphReply.ok(body);
    }

    JsonObject body(String path, List<JsonObject> entries) {
        return new JsonObject()
                .put("@odata.context", root + "/$metadata#" + path.substring(1))
                .put("value", entries);
    }

    private static int number(String mark) {
        var text = unmark(mark).filter(known -> known.matches("page:[0-9]{1,9}"));
        return Integer.parseInt(text.orElseThrow(() -> new Refused(
                        GraphReply.error(400, "Directory_ExpiredPageToken", "The specified page token has expired.")))
                .substring("page:".length()));
    }

    /** With the characters that have to be written otherwise in an address. */
    static String mark(String text) {
        return Base64.getEncoder().encodeToString((text + "\u00fb\u00ff>").getBytes(StandardCharsets.UTF_8)) + "+/=";
    }

    static Optional<String> unmark(String mark) {
        try {
            var bytes = Base64.getDecoder().decode(mark.substring(0, Math.max(0, mark.length() - 3)));
            var text = new String(bytes, StandardCharsets.UTF_8);
            return text.endsWith("\u00fb\u00ff>")
                    ? Optional.of(text.substring(0, text.length() - 3))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same query with a mark. Graph writes commas and dollars as they are. */
    String link(String path, Map<String, String> query, String name, String mark) {
        var text = new StringBuilder(root + path + "?");
        query.forEach((key, value) -> {
            if (!key.equals(name)) {
                text.append(key).append('=').append(encoded(value)).append('&');
            }
        });
        return text.append(name).append('=').append(encoded(mark)).toString();
    }

    private static String encoded(String value) {
        return java.net.URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2C", ",");
    }

    /** An entry with the properties that were asked for. */
    static JsonObject chosen(JsonObject entry, Optional<String> select) {
        var names = select.map(text -> Set.of(text.split(",", -1))).orElse(USUAL);
        var chosen = new JsonObject();
        entry.keys().stream()
                .filter(key -> key.equals("id") || key.startsWith("@") || names.contains(key))
                .forEach(key -> chosen.put(key, entry.get(key)));
        return chosen;
    }
}
