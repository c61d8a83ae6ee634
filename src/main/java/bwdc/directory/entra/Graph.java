package bwdc.directory.entra;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.CloudApi;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Microsoft Graph, version 1.0, and its pages. */
final class Graph {
    /** The most that Graph gives of users, groups and members in one page. */
    static final String LARGEST_PAGE = "$top=999";

    private final CloudApi api;

    Graph(CloudApi api) {
        this.api = api;
    }

    URI at(String path) {
        return api.at("/v1.0" + path);
    }

    CloudAnswer get(URI uri) {
        return api.get(uri);
    }

    CloudAnswer post(String path, JsonObject body) {
        return api.post(at(path), "application/json", Json.compact(body).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Every entry of a list, page by page.
     *
     * @return the last page, which may have more to say
     */
    CloudAnswer each(URI first, Consumer<JsonObject> action) {
        return rest(get(first), action);
    }

    /** The same from a page on that is there already. */
    CloudAnswer rest(CloudAnswer first, Consumer<JsonObject> action) {
        Set<URI> seen = new HashSet<>();
        var page = first;
        while (true) {
            page.objects("value").forEach(action);
            var next = next(page);
            if (next.isEmpty()) {
                return page;
            }
            if (!seen.add(next.get())) {
                throw page.unexpected("its next page is one that was there before");
            }
            page = get(next.get());
        }
    }

    private Optional<URI> next(CloudAnswer page) {
        var link = page.object().get("@odata.nextLink");
        if (link == null) {
            return Optional.empty();
        }
        if (link instanceof String text) {
            return Optional.of(api.next(page.uri(), text));
        }
        throw page.unexpected("its next page has no address");
    }

    /** The id of an entry, without which nothing can be done with it. */
    static String id(JsonObject entry, CloudAnswer page) {
        return entry.text("id").filter(id -> !id.isEmpty()).orElseThrow(() -> page.unexpected("an entry has no id"));
    }
}
