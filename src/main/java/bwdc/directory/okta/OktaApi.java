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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads whole lists, page by page. May be used side by side. */
final class OktaApi {
    private final CloudApi api;
    private final AtomicReference<@Nullable Instant> begun = new AtomicReference<>();
    private final AtomicReference<@Nullable URI> perhapsCut = new AtomicReference<>();
    private final AtomicBoolean linked = new AtomicBoolean();

    OktaApi(CloudApi api) {
        this.api = api;
    }

    /** By Okta's own clock, when the first answer came. */
    Optional<Instant> begun() {
        return Optional.ofNullable(begun.get());
    }

    /**
     * Comes after all lists. Okta names the next page in a header, and there at least the page itself: when not one answer
     * has it, something on the way takes it out, and a list may have gone on after a page that is full.
     *
     * @throws bwdc.fault.Fault with exit code 5 when that is so
     */
    void provenWhole() {
        var page = perhapsCut.get();
        if (page != null && !linked.get()) {
            throw CloudAnswer.unexpected(page, "it is full and has no header Link, which names the next page");
        }
    }

    /** Every entry of a list. An empty page that names a next one is not the last. */
    void list(String pathAndQuery, Consumer<List<JsonObject>> page) {
        each(pathAndQuery, uri -> {
            var answer = api.get(uri);
            var entries = answer.objects();
            page.accept(entries);
            return new Page(entries.size(), answer.headers());
        });
    }

    /** The ids of every entry of a list, empty where an entry has none. */
    void ids(String pathAndQuery, Consumer<List<Optional<String>>> page) {
        each(pathAndQuery, uri -> {
            var answer = api.texts(uri, "id");
            page.accept(answer.texts());
            return new Page(answer.texts().size(), answer.headers());
        });
    }

    private record Page(int size, HttpHeaders headers) {
        List<String> links() {
            return headers.allValues("link");
        }
    }

    private void each(String pathAndQuery, Function<URI, Page> read) {
        Set<URI> known = new HashSet<>();
        Optional<URI> next = Optional.of(api.at(pathAndQuery));
        while (next.isPresent()) {
            var uri = next.get();
            var page = read.apply(uri);
            ServerTime.of(page.headers()).ifPresent(time -> begun.compareAndSet(null, time));
            known.add(uri);
            if (!page.links().isEmpty()) {
                linked.set(true);
            } else if (page.size() >= Lists.PAGE) {
                perhapsCut.set(uri);
            }
            next = Links.next(page.links()).map(link -> api.next(uri, link));
            if (next.filter(known::contains).isPresent()) {
                throw CloudAnswer.unexpected(uri, "its next page is one that was there before");
            }
        }
    }
}
