package bwdc.directory.cloud;

import bwdc.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An access token (RFC 6750) that is asked for when it is first needed, and again shortly before it ends. */
public final class BearerToken implements Credential {
    /** Clocks differ, and a request takes its time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Supplier<Granted> signIn;
    private final Clock clock;
    private final String before;
    private @Nullable String header;
    private Instant end = Instant.MIN;

    /** A token and how long it is good. */
    public record Granted(Secret token, Duration time) {}

    /** @param signIn asks the vendor for a new token, or throws a fault that says why there is none */
    public BearerToken(Supplier<Granted> signIn, Clock clock) {
        this(signIn, clock, "Bearer ");
    }

    /** @param before what stands before the token, the blank included */
    public BearerToken(Supplier<Granted> signIn, Clock clock, String before) {
        this.signIn = signIn;
        this.clock = clock;
        this.before = before;
    }

    @Override
    public Map<String, String> headers(String method, URI uri) {
        return Map.of("Authorization", current());
    }

    private synchronized String current() {
        var known = header;
        if (known != null && clock.instant().isBefore(end)) {
            return known;
        }
        var granted = signIn.get();
        var margin = granted.time().compareTo(MARGIN.multipliedBy(2)) > 0
                ? MARGIN
                : granted.time().dividedBy(2);
        end = clock.instant().plus(granted.time()).minus(margin);
        var made = before + granted.token().reveal();
        header = made;
        return made;
    }

    /** One of several requests that were refused at once asks for the new token. */
    @Override
    public synchronized boolean renew(Map<String, String> refused) {
        if (refused.get("Authorization") != null && refused.get("Authorization").equals(header)) {
            header = null;
        }
        return true;
    }
}
