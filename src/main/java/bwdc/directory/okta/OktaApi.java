package bwdc.directory.okta;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.CloudApi;
import bwdc.json.JsonObject;
import java.net.URI;
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
        try {
            pages(pathAndQuery, page);
        } catch (RuntimeException e) {
            problem.compareAndSet(null, e);
            throw e;
        }
    }

    private void pages(String pathAndQuery, Consumer<List<JsonObject>> page) {
        Set<URI> read = new HashSet<>();
        Optional<URI> next = Optional.of(api.at(pathAndQuery));
        while (next.isPresent()) {
            var uri = next.get();
            var answer = get(uri);
            page.accept(answer.objects());
            read.add(uri);
            next = Links.next(answer.headers().allValues("link")).map(link -> api.next(uri, link));
            if (next.filter(read::contains).isPresent()) {
                throw answer.unexpected("its next page is one that was there before");
            }
        }
    }

    private CloudAnswer get(URI uri) {
        turns.acquireUninterruptibly();
        try {
            var known = problem.get();
            if (known != null) {
                throw known;
            }
            var answer = api.get(uri);
            ServerTime.of(answer.headers()).ifPresent(time -> begun.compareAndSet(null, time));
            return answer;
        } finally {
            turns.release();
        }
    }
}
