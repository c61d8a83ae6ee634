package bwdc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T02:30:00Z");
    private int tries;

    private final Retries retries = new Retries(
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            time -> {
                pauses.add(time);
                now = now.plus(time);
            },
            new Random(1),
            notices::add,
            Retries.Pace.BITWARDEN);

    private static Answer answer(int status, String... headers) {
        var map = new java.util.HashMap<String, List<String>>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answer(status, HttpHeaders.of(Map.copyOf(map), (name, value) -> true), new byte[0]);
    }

    private int send(Answer... given) {
        var queue = new ArrayDeque<>(List.of(given));
        return retries.send(() -> {
                    tries++;
                    return queue.size() > 1 ? queue.remove() : queue.element();
                })
                .status();
    }

    @Test
    void aLimitWithoutATimeIsWaitedForLongerThanAMinute() {
        assertThat(send(answer(429))).isEqualTo(429);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        assertThat(send(answer(429, "Retry-After", "60"), answer(200))).isEqualTo(200);
        assertThat(pauses).containsExactly(Duration.ofSeconds(60));
        assertThat(notices).containsExactly("The server asks to slow down (429); next try in 60 s (2 of 5)");
    }

    @Test
    void nobodyWaitsForWhatLastsLongerThanAllTries() {
        assertThat(send(answer(429, "Retry-After", "3600"))).isEqualTo(429);
        assertThat(send(answer(200))).isEqualTo(200);
        assertThat(pauses).isEmpty();
    }

    @Test
    void understandsADateByTheServersOwnClock() {
        assertThat(send(
                        answer(
                                503,
                                "Retry-After",
                                "Sun, 01 Mar 2026 09:00:30 GMT",
                                "Date",
                                "Sun, 01 Mar 2026 09:00:00 GMT"),
                        answer(200)))
                .isEqualTo(200);
        assertThat(pauses).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void waitsLongerEachTimeAndGivesUpAfterFiveTries() {
        assertThat(send(answer(503))).isEqualTo(503);
        assertThat(tries).isEqualTo(5);
        assertThat(pauses).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(1000L << i));
        }
    }

    @Test
    void triesAnInternalErrorOnceMore() {
        assertThat(send(answer(500), answer(500), answer(200))).isEqualTo(500);
        assertThat(tries).isEqualTo(2);
    }

    @Test
    void takesARefusalForAnAnswer() {
        for (int status : new int[] {200, 302, 400, 401, 403, 404}) {
            tries = 0;
            assertThat(send(answer(status))).isEqualTo(status);
            assertThat(tries).isEqualTo(1);
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotWaitBeyondTheEnd() {
        assertThat(send(answer(429, "Retry-After", "3600"), answer(200))).isEqualTo(429);
        assertThat(pauses).isEmpty();
    }

    @Test
    void keepsADistanceOnceItWasAskedToSlowDown() {
        send(answer(429, "Retry-After", "2"), answer(200));
        pauses.clear();
        send(answer(200));
        send(answer(200));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void triesABrokenConnectionAgain() {
        var broken = new Broken(Fault.of(ExitCode.BITWARDEN, "broken off"));
        assertThatThrownBy(() -> retries.send(() -> {
                    tries++;
                    throw broken;
                }))
                .isInstanceOf(Fault.class)
                .hasMessage("broken off");
        assertThat(tries).isEqualTo(5);
    }
}
