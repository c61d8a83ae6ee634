package bwdc.directory.okta;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.CloudApi;
import bwdc.json.JsonObject;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads whole lists, page by page; several at once, of which only so many wait for an answer. After a problem it reads no more. */
final class OktaApi {
    private final CloudApi api;
    private final Semaphore turns;
    private final AtomicReference<@Nullable RuntimeException> problem = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> begun = new AtomicReference<>();

    OktaApi(CloudApi api, int atOnce) {
        this.api = api;
        turns = new Semaphore(atOnce);
    }

    /** By Okta's own clock, when the first answer came. */
    Optional<Instant> begun() {
        return Optional.ofNullable(begun.get());
    }

    /** Does several things at once. When all have ended, the first problem that any of them had is the problem of all. */
    <T> List<T> together(Collection<? extends Callable<? extends T>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<? extends T>> begun = new ArrayList<>();
            tasks.forEach(task -> begun.add(threads.submit(task)));
            List<T> results = new ArrayList<>();
            for (var each : begun) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw problem(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private RuntimeException problem(@Nullable Throwable cause) {
        var first = problem.get();
        return first != null ? first : cause instanceof RuntimeException own ? own : new IllegalStateException(cause);
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
        try {
            pages(pathAndQuery, read);
        } catch (RuntimeException e) {
            problem.compareAndSet(null, e);
            throw e;
        }
    }

    private void pages(String pathAndQuery, Function<URI, HttpHeaders> read) {
        Set<URI> known = new HashSet<>();
        Optional<URI> next = Optional.of(api.at(pathAndQuery));
        while (next.isPresent()) {
            var uri = next.get();
            var headers = inTurn(uri, read);
            known.add(uri);
            next = Links.next(headers.allValues("link")).map(link -> api.next(uri, link));
            if (next.filter(known::contains).isPresent()) {
                throw CloudAnswer.unexpected(uri, "its next page is one that was there before");
            }
        }
    }

    private HttpHeaders inTurn(URI uri, Function<URI, HttpHeaders> read) {
        turns.acquireUninterruptibly();
        try {
            var known = problem.get();
            if (known != null) {
                throw known;
            }
            var headers = read.apply(uri);
            ServerTime.of(headers).ifPresent(time -> begun.compareAndSet(null, time));
            return headers;
        } finally {
            turns.release();
        }
    }
}
