package bwdc.directory.cloud;

import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.http.Retries;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How a vendor says what is wrong. */
public interface Dialect {
    /** The vendor, for messages: {@code Entra ID}. */
    String vendor();

    /** What to tell of an answer that is no success, with exit code 5. */
    Fault fault(Answer answer, URI uri);

    /** Whether an answer other than 429 asks to slow down. */
    default boolean asksToSlowDown(Answer answer) {
        return false;
    }

    /** How long to send nothing, where the vendor says so in its own way and not with {@code Retry-After}. */
    default Optional<Duration> pause(Answer answer) {
        return Optional.empty();
    }

    /** How it is treated once it asks to slow down: vendors allow many requests a second, and say how long to wait. */
    default Retries.Pace pace() {
        return new Retries.Pace(Duration.ofMillis(50), Duration.ofSeconds(2));
    }
}
