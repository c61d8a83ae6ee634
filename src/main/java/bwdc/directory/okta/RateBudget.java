package bwdc.directory.okta;

import bwdc.directory.cloud.Gate;
import bwdc.http.Answer;
import bwdc.http.Broken;
import bwdc.http.Request;
import bwdc.http.Retries;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Leaves a part of the organization's rate limits to other programs, which share them with this one. Every kind of endpoint
 * has a limit of its own (https://developer.okta.com/docs/reference/rl-global-mgmt/).
 */
final class RateBudget implements Gate {
    private final double share;
    private final Clock clock;
    private final Retries.Pause pause;
    private final Consumer<String> notice;
    private final Map<String, RateWindow> windows = new HashMap<>();
    private Instant told = Instant.MIN;

    /**
     * Nothing used yet.
     *
     * @param share how much of what remains may be used, up to 1
     */
    RateBudget(double share, Clock clock, Retries.Pause pause, Consumer<String> notice) {
        this.share = share;
        this.clock = clock;
        this.pause = pause;
        this.notice = notice;
    }

    @Override
    public Answer pass(Request request, Retries.Attempt attempt) throws Broken {
        var kind = kind(request.uri().getRawPath());
        begin(kind);
        Optional<Answer> answer = Optional.empty();
        try {
            answer = Optional.of(attempt.send());
        } finally {
            ended(kind, answer);
        }
        return answer.get().status() == 429 ? withTime(answer.get()) : answer.get();
    }

    /** Ids are no part of the kind. */
    static String kind(String path) {
        return path.replaceAll("/groups/[^/]+", "/groups/{id}");
    }

    private void begin(String kind) {
        while (true) {
            var wait = waitFor(kind);
            if (wait.isZero()) {
                return;
            }
            sleep(wait);
        }
    }

    /** Zero when the request may begin, and is counted. */
    private synchronized Duration waitFor(String kind) {
        var window = window(kind);
        while (!window.begin(clock.instant())) {
            if (!window.isWaitingForAnswer()) {
                return pausing(kind, window);
            }
            try {
                wait();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return Duration.ZERO;
    }

    private RateWindow window(String kind) {
        return windows.computeIfAbsent(kind, unknown -> new RateWindow(share));
    }

    private Duration pausing(String kind, RateWindow window) {
        var wait = Duration.between(clock.instant(), window.end());
        if (told.isBefore(window.end())) {
            told = window.end();
            notice.accept(
                    "Okta's limit for " + kind + ": the rest of this minute is left to other programs; goes on in "
                            + Math.max(1, wait.toSeconds()) + " s");
        }
        return wait.isPositive() ? wait : Duration.ofMillis(1);
    }

    private synchronized void ended(String kind, Optional<Answer> answer) {
        var window = window(kind);
        var limit = answer.flatMap(given -> RateLimit.of(given.headers()));
        if (answer.isEmpty() || limit.filter(told -> told.limit() == 0).isPresent()) {
            window.failed();
        } else if (limit.isEmpty()) {
            window.unlimited();
        } else {
            window.told(limit.get(), clock.instant());
        }
        notifyAll();
    }

    /** Okta says when the limit ends, but not in the header that is looked for. */
    private static Answer withTime(Answer answer) {
        var limit = RateLimit.of(answer.headers());
        if (answer.header("retry-after").isPresent()
                || limit.isEmpty()
                || limit.get().limit() == 0) {
            return answer;
        }
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.put(
                "retry-after", List.of(Long.toString(limit.get().untilReset().toSeconds())));
        return new Answer(answer.status(), HttpHeaders.of(headers, (name, value) -> true), answer.body());
    }

    private void sleep(Duration wait) {
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
