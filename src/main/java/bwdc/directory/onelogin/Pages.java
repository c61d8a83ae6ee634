package bwdc.directory.onelogin;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.Query;
import bwdc.json.JsonObject;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads a list to its end. The end is a whole answer that says that it is the last one; whatever else an answer is, it is
 * a fault, since the reference takes each of them for the end.
 *
 * @param read told how many entries have come
 */
record Pages(CloudApi api, OneLoginDialect dialect, Allowance allowance, LongConsumer read) {
    /**
     * All entries, one after another.
     *
     * @param query of a filter, as it was written
     */
    void each(String path, Optional<String> query, Consumer<JsonObject> action) {
        var first = start(path, query);
        Set<URI> seen = new HashSet<>();
        var next = Optional.of(first);
        while (next.isPresent()) {
            var answer = page(next.get());
            if (!seen.add(next.get())) {
                throw answer.unexpected("its pages go round in a circle");
            }
            var found = answer.objects("data");
            found.forEach(action);
            read.accept(found.size());
            next = next(answer, first);
        }
    }

    /** The first page, and whether others follow. */
    First first(String path, Optional<String> query) {
        var uri = start(path, query);
        var answer = page(uri);
        return new First(answer.objects("data"), next(answer, uri).isPresent());
    }

    /** A page. */
    record First(List<JsonObject> entries, boolean more) {}

    private URI start(String path, Optional<String> query) {
        return api.at(
                path + query.map(RawQuery::encoded).map(text -> "?" + text).orElse(""));
    }

    CloudAnswer page(URI uri) {
        var answer = api.get(uri);
        allowance.take(answer.headers());
        var status = answer.object().object("status").orElseThrow(() -> answer.unexpected("it has no status"));
        if (status.flag("error").orElse(false) || status.number("code").orElse(0L) != 200) {
            throw dialect.fault(status, answer);
        }
        return answer;
    }

    /** The link counts; a cursor without one is used, because the list does not end there. */
    private Optional<URI> next(CloudAnswer answer, URI first) {
        var pagination = answer.object()
                .object("pagination")
                .orElseThrow(() -> answer.unexpected("it does not say what follows"));
        return text(answer, pagination, "next_link")
                .map(link -> api.next(answer.uri(), link))
                .or(() -> text(answer, pagination, "after_cursor").map(cursor -> after(first, cursor)));
    }

    private static Optional<String> text(CloudAnswer answer, JsonObject pagination, String key) {
        return switch (pagination.get(key)) {
            case null -> Optional.empty();
            case String text when !text.isBlank() -> Optional.of(text);
            case Object other -> throw answer.unexpected("its " + key + " is \"" + other + "\"");
        };
    }

    private static URI after(URI first, String cursor) {
        var separator = first.getRawQuery() == null ? "?" : "&";
        return URI.create(first + separator + "after_cursor=" + Query.encoded(cursor));
    }
}
