package bwdc.directory.onelogin;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** How many requests the account may send in this hour, as its answers tell. May be told side by side. */
final class Allowance {
    private long requests;
    private long left = Long.MAX_VALUE;

    synchronized void take(HttpHeaders headers) {
        requests++;
        headers.firstValue("x-ratelimit-remaining")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .ifPresent(text -> left = Math.min(left, Long.parseLong(text)));
    }

    /** When another read would not find enough of them. */
    synchronized Optional<String> warning() {
        return left < requests
                ? Optional.of("OneLogin allows this account " + left + " more requests in this hour, and a read takes "
                        + requests + ": sync less often, or ask OneLogin for a higher limit")
                : Optional.empty();
    }
}
