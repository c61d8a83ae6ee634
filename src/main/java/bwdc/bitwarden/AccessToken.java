package bwdc.bitwarden;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The token that requests carry: a JWT, of which only the time of its end is read. */
public record AccessToken(Secret value) {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** Whether it ends within five minutes, or does not say when: then a new one is fetched first, as in the reference. */
    public boolean expiresSoon(Instant now) {
        return expires().filter(end -> end.isAfter(now.plus(MARGIN))).isEmpty();
    }

    /** The value of the header {@code Authorization}. */
    String bearer() {
        return "Bearer " + value.reveal();
    }

    private Optional<Instant> expires() {
        var parts = value.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Json.parse(Base64.getUrlDecoder().decode(parts[1])) instanceof JsonObject claims
                    ? claims.number("exp").map(Instant::ofEpochSecond)
                    : Optional.empty();
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
