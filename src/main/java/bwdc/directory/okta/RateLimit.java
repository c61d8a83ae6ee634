package bwdc.directory.okta;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * What the three {@code X-Rate-Limit} headers of an answer say.
 *
 * @param limit requests a minute; 0 when too many were there at once, which has no minute
 * @param remaining requests that are left
 * @param reset when the counter starts anew, in seconds since 1970
 * @param untilReset how long that is, by the clock of the server
 */
record RateLimit(long limit, long remaining, long reset, Duration untilReset) {
    static Optional<RateLimit> of(HttpHeaders headers) {
        var limit = number(headers, "x-rate-limit-limit");
        var remaining = number(headers, "x-rate-limit-remaining");
        var reset = number(headers, "x-rate-limit-reset");
        var date = ServerTime.of(headers);
        if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty() || date.isEmpty()) {
            return Optional.empty();
        }
        // The server's time is cut to whole seconds.
        long seconds = Math.clamp(reset.get() - date.get().getEpochSecond() + 1, 1L, 120L);
        return Optional.of(new RateLimit(limit.get(), remaining.get(), reset.get(), Duration.ofSeconds(seconds)));
    }

    private static Optional<Long> number(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(Long::valueOf);
    }
}
