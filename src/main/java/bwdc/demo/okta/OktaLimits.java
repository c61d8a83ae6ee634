package bwdc.demo.okta;

import bwdc.demo.loopback.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts requests for each kind of endpoint in windows of a minute, and tells the counts with every answer. */
final class OktaLimits {
    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Counter> counters = new HashMap<>();

    private static final class Counter {
        private Instant end = Instant.MIN;
        private int used;
    }

    OktaLimits(OktaOptions options, Clock clock) {
        limit = options.limit();
        window = options.window();
        this.clock = clock;
    }

    /** Somebody else's requests. */
    synchronized void use(String kind, int requests) {
        counter(kind).used += requests;
    }

    private Counter counter(String kind) {
        var counter = counters.computeIfAbsent(kind, unknown -> new Counter());
        var now = clock.instant();
        if (!now.isBefore(counter.end)) {
            counter.end = Instant.ofEpochSecond(now.plus(window).getEpochSecond());
            counter.used = 0;
        }
        return counter;
    }

    /** The state after this request. */
    synchronized Count count(String kind) {
        var counter = counter(kind);
        counter.used++;
        return new Count(
                Math.max(1, limit),
                Math.max(0, limit - counter.used),
                counter.end.getEpochSecond(),
                limit > 0 && counter.used > limit);
    }

    record Count(int limit, int remaining, long reset, boolean exceeded) {
        Reply on(Reply reply) {
            return reply.with("X-Rate-Limit-Limit", Integer.toString(limit))
                    .with("X-Rate-Limit-Remaining", Integer.toString(remaining))
                    .with("X-Rate-Limit-Reset", Long.toString(reset));
        }
    }
}
