package bwdc.demo.entra;

import bwdc.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What changed among the users since a mark (https://learn.microsoft.com/graph/delta-query-overview). Marks hold the moment
 * and the properties that are watched: {@code delta:MOMENT:PROPERTIES}, and on the way there
 * {@code walk:FROM:TO:PLACE:PROPERTIES}, where FROM is {@code all} for a first walk.
 */
final class GraphChanges {
    private static final String PATH = "/users/delta";

    private final TenantData data;
    private final GraphPages pages;
    private volatile int oldest;

    GraphChanges(TenantData data, GraphPages pages) {
        this.data = data;
        this.pages = pages;
    }

    /** Marks that were given out so far are too old from here on. */
    void forget() {
        oldest = data.forgotten();
    }

    private record Walk(String from, int to, int place, String select) {
        String mark() {
            return GraphPages.mark("walk:" + from + ":" + to + ":" + place + ":" + select);
        }
    }

    GraphReply answer(Map<String, String> query) {
        var select = query.getOrDefault("$select", "");
        if (query.containsKey("$skiptoken")) {
            return page(walk(query.get("$skiptoken")));
        }
        var mark = query.get("$deltatoken");
        if (mark == null) {
            return page(new Walk("all", data.now(), 0, select));
        }
        return mark.equals("latest") ? GraphReply.ok(last(List.of(), data.now(), select)) : page(since(mark));
    }

    private Walk since(String mark) {
        var parts = parts(mark, "delta", 3);
        int then = Integer.parseInt(parts[1]);
        if (then < oldest) {
            throw new GraphPages.Refused(GraphReply.error(
                    410, "resyncRequired", "Resync required. Replace any local items with the server's version."));
        }
        return new Walk(parts[1], data.now(), 0, parts[2]);
    }

    private static Walk walk(String mark) {
        var parts = parts(mark, "walk", 5);
        return new Walk(parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]), parts[4]);
    }

    private static String[] parts(String mark, String kind, int number) {
        var parts = GraphPages.unmark(mark).orElse("").split(":", -1);
        if (parts.length != number || !parts[0].equals(kind)) {
            throw new GraphPages.Refused(GraphReply.error(400, "Request_BadRequest", "Badly formed token."));
        }
        return parts;
    }

    /** Of a page here Graph decides the size. */
    private GraphReply page(Walk walk) {
        var entries = walk.from().equals("all") ? data.users() : data.since(Integer.parseInt(walk.from()));
        var select = Optional.of(walk.select()).filter(text -> !text.isEmpty());
        var told = entries.stream().filter(entry -> isTold(entry, select)).toList();
        int end = Math.min(told.size(), walk.place() + pages.size(Map.of()));
        var some = told.subList(Math.min(walk.place(), told.size()), end).stream()
                .map(entry -> GraphPages.chosen(entry, select))
                .toList();
        if (end == told.size()) {
            return GraphReply.ok(last(some, walk.to(), walk.select()));
        }
        var next = new Walk(walk.from(), walk.to(), end, walk.select()).mark();
        return GraphReply.ok(
                pages.body(PATH, some).put("@odata.nextLink", pages.link(PATH, Map.of(), "$skiptoken", next)));
    }

    /** Removals are always told; others when a property changed that is watched. */
    private static boolean isTold(JsonObject entry, Optional<String> select) {
        return entry.has("@removed")
                || select.isEmpty()
                || entry.keys().stream().anyMatch(Set.of(select.get().split(",", -1))::contains);
    }

    private JsonObject last(List<JsonObject> entries, int moment, String select) {
        var mark = GraphPages.mark("delta:" + moment + ":" + select);
        return pages.body(PATH, entries).put("@odata.deltaLink", pages.link(PATH, Map.of(), "$deltatoken", mark));
    }
}
