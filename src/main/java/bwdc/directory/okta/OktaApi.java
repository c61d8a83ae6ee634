package bwdc.directory.okta;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.CloudApi;
import bwdc.json.JsonObject;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads whole lists, page by page. May be used side by side. */
final class OktaApi {
    private final CloudApi api;
    private final AtomicReference<@Nullable Instant> begun = new AtomicReference<>();

    OktaApi(CloudApi api) {
        this.api = api;
    }

    /** By Okta's own clock, when the first answer came. */
    Optional<Instant> begun() {
        return Optional.ofNullable(begun.get());
    }

    /** Every entry of a list. An empty page that names a next one is not the last. */
    void list(String pathAndQuery, Consumer<List<JsonObject>> page) {
        each(pathAndQuery, uri -> {
            var answer = api.get(uri);
            page.accept(answer.objects());
            return answer.headers();
        });
    }

    /** The ids of every entry of a list, empty where an entry has none. */
    void ids(String pathAndQuery, Consumer<List<Optional<String>>> page) {
        each(pathAndQuery, uri -> {
            var answer = api.texts(uri, "id");
            page.accept(answer.texts());
            return answer.headers();
        });
    }

    private void each(String pathAndQuery, Function<URI, HttpHeaders> read) {
        Set<URI> known = new HashSet<>();
        Optional<URI> next = Optional.of(api.at(pathAndQuery));
        while (next.isPresent()) {
            var uri = next.get();
            var headers = read.apply(uri);
            ServerTime.of(headers).ifPresent(time -> begun.compareAndSet(null, time));
            known.add(uri);
            next = Links.next(headers.allValues("link")).map(link -> api.next(uri, link));
            if (next.filter(known::contains).isPresent()) {
                throw CloudAnswer.unexpected(uri, "its next page is one that was there before");
            }
        }
    }
}
