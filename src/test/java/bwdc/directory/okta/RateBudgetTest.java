package bwdc.directory.okta;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.http.Answer;
import bwdc.http.Broken;
import bwdc.http.Request;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against counters as Okta has them, with a clock that only waiting moves. */
class RateBudgetTest {
    private static final URI MEMBERS = URI.create("https://acme.okta.com/api/v1/groups/00g1/users?limit=200");

    private final List<String> notices = new ArrayList<>();
    private final Counter counter = new Counter();
    private final Map<Long, Integer> usedInWindow = new HashMap<>();

    /** Its clock is minutes away from that of the program. */
    private final class Counter extends Clock {
        private Instant now = Instant.parse("2026-03-01T10:00:07.4Z");
        private int limit = 600;
        private int used;
        private long reset;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }

        synchronized Answer answer(int others) {
            var theirs = now.minus(Duration.ofMinutes(3));
            if (theirs.getEpochSecond() >= reset) {
                reset = theirs.getEpochSecond() + 60;
                used = 0;
            }
            used += 1 + others;
            usedInWindow.merge(reset, 1, Integer::sum);
            return RateBudgetTest.answer(
                    used > limit ? 429 : 200,
                    Map.of(
                            "X-Rate-Limit-Limit", Integer.toString(limit),
                            "X-Rate-Limit-Remaining", Integer.toString(Math.max(0, limit - used)),
                            "X-Rate-Limit-Reset", Long.toString(reset),
                            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(theirs.atOffset(ZoneOffset.UTC))));
        }
    }

    private static Answer answer(int status, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new Answer(status, HttpHeaders.of(all, (name, value) -> true), new byte[0]);
    }

    private RateBudget budget(double share) {
        return new RateBudget(share, counter, counter::pass, notices::add);
    }

    private static Request get(URI uri) {
        return new Request("GET", uri, Map.of(), null);
    }

    @Test
    void takesHalfOfWhatRemainsAndWaitsForTheNextMinute() throws Broken {
        var budget = budget(0.5);
        for (int i = 0; i < 1_000; i++) {
            assertThat(budget.pass(get(MEMBERS), () -> counter.answer(0)).status())
                    .isEqualTo(200);
        }
        assertThat(usedInWindow.values()).allMatch(used -> used <= 301);
        assertThat(usedInWindow).hasSize(4);
        assertThat(notices).hasSize(3);
        assertThat(notices.getFirst()).contains("/api/v1/groups/{id}/users").containsPattern("goes on in (59|60|61) s");
    }

    @Test
    void takesLessWhereOthersAskMore() throws Broken {
        var budget = budget(0.5);
        for (int i = 0; i < 300; i++) {
            // Three of others for each of ours.
            assertThat(budget.pass(get(MEMBERS), () -> counter.answer(3)).status())
                    .isEqualTo(200);
        }
        assertThat(usedInWindow.values()).allMatch(used -> used <= 150);
    }

    @Test
    void theWholeLimitIsForWhoWantsIt() throws Broken {
        var budget = budget(1);
        for (int i = 0; i < 600; i++) {
            budget.pass(get(MEMBERS), () -> counter.answer(0));
        }
        assertThat(usedInWindow).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 600})
    void comesToAnEndHoweverLittleThereIs(int limit) throws Broken {
        counter.limit = limit;
        var budget = budget(0.5);
        for (int i = 0; i < 20; i++) {
            assertThat(budget.pass(get(MEMBERS), () -> counter.answer(0)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whenOthersUsedItUpEachMinuteIsTriedOnce() throws Broken {
        counter.limit = 10;
        var budget = budget(0.5);
        var answer = budget.pass(get(MEMBERS), () -> counter.answer(50));
        assertThat(answer.status()).isEqualTo(429);
        // The way in which it is looked for when to try again.
        assertThat(answer.header("retry-after").orElseThrow()).matches("6[01]");
        assertThat(budget.pass(get(MEMBERS), () -> counter.answer(0)).status()).isEqualTo(200);
        assertThat(usedInWindow).hasSize(2);
    }

    @Test
    void kindsOfEndpointsAreCountedApart() throws Broken {
        counter.limit = 2;
        var budget = budget(0.5);
        budget.pass(get(MEMBERS), () -> counter.answer(0));
        budget.pass(get(URI.create("https://acme.okta.com/api/v1/users")), () -> answer(200, Map.of()));
        assertThat(notices).isEmpty();
        assertThat(RateBudget.kind("/api/v1/groups/00gabc/users")).isEqualTo("/api/v1/groups/{id}/users");
        assertThat(RateBudget.kind("/api/v1/groups")).isEqualTo("/api/v1/groups");
    }

    @Test
    void manyAtOnceKeepToItToo() throws Exception {
        var budget = budget(0.5);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 900; i++) {
                answers.add(threads.submit(() -> budget.pass(get(MEMBERS), () -> {
                    LockSupport.parkNanos(1000);
                    return counter.answer(0);
                })));
            }
            for (var each : answers) {
                assertThat(each.get().status()).isEqualTo(200);
            }
        }
        assertThat(usedInWindow.values()).allMatch(used -> used <= 301);
    }

    @Test
    void tooManyAtOnceIsNoUsedUpMinute() throws Broken {
        var budget = budget(0.5);
        var answer = budget.pass(
                get(MEMBERS),
                () -> answer(
                        429,
                        Map.of(
                                "X-Rate-Limit-Limit", "0",
                                "X-Rate-Limit-Remaining", "0",
                                "X-Rate-Limit-Reset", "1772359200",
                                "Date", "Sun, 01 Mar 2026 09:57:07 GMT")));
        assertThat(answer.header("retry-after")).isEmpty();
        assertThat(budget.pass(get(MEMBERS), () -> counter.answer(0)).status()).isEqualTo(200);
        assertThat(notices).isEmpty();
    }
}
