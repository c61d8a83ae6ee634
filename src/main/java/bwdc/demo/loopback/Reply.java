package bwdc.demo.loopback;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers.
 *
 * @param hangUp closes the connection instead
 */
public record Reply(int status, Map<String, String> headers, byte[] body, Duration delay, boolean hangUp) {
    public static final byte[] NONE = new byte[0];

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), NONE, Duration.ZERO, false);
    }

    public static Reply json(int status, @Nullable Object body) {
        return text(status, "application/json; charset=utf-8", Json.compact(body));
    }

    public static Reply text(int status, String type, String body) {
        return new Reply(
                status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO, false);
    }

    public static Reply hangingUp() {
        return new Reply(0, Map.of(), NONE, Duration.ZERO, true);
    }

    public Reply with(String header, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(header, value);
        return new Reply(status, Map.copyOf(all), body, delay, hangUp);
    }

    public Reply after(Duration time) {
        return new Reply(status, headers, body, time, hangUp);
    }

    /** The body of a refusal by the public API. */
    public static JsonObject error(String message, @Nullable JsonObject errors) {
        return new JsonObject().put("object", "error").put("message", message).put("errors", errors);
    }
}
