package bwdc.directory.google;

import bwdc.http.Answer;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * What the Directory API says when it refuses.
 *
 * @param reason its word for it, empty where it has none
 * @param message its sentence
 * @see <a href="https://developers.google.com/workspace/admin/directory/v1/limits">Limits and quotas</a>
 */
record Problem(int status, String reason, String message) {
    private static final Set<String> LIMITS = Set.of(
            "rateLimitExceeded",
            "userRateLimitExceeded",
            "quotaExceeded",
            "concurrentLimitExceeded",
            "servingLimitExceeded",
            "RESOURCE_EXHAUSTED");

    static Problem of(Answer answer) {
        try {
            if (Json.parse(answer.body()) instanceof JsonObject body
                    && body.object("error").isPresent()) {
                return of(answer.status(), body.object("error").get());
            }
        } catch (JsonSyntaxException e) {
            // Something on the way, or a page for people.
        }
        return new Problem(answer.status(), "", answer.contentType());
    }

    private static Problem of(int status, JsonObject error) {
        var reason = error.list("errors").stream()
                .filter(JsonObject.class::isInstance)
                .flatMap(each -> ((JsonObject) each).text("reason").stream())
                .findFirst()
                .or(() -> error.text("status"))
                .orElse("");
        // A limit in disguise comes as 429, whatever Google called it.
        int code = error.number("code").map(Long::intValue).orElse(status);
        return new Problem(code, reason, error.text("message").orElse("").strip());
    }

    /** Whether the same request will succeed in a while: limits of a minute, or of how many at once. */
    boolean asksToSlowDown() {
        return status == 403 && LIMITS.contains(reason) && !isOfTheDay();
    }

    boolean isLimit() {
        return status == 429 || status == 403 && (LIMITS.contains(reason) || isOfTheDay());
    }

    /** Waiting for the end of the day is no retry. */
    boolean isOfTheDay() {
        return reason.startsWith("dailyLimitExceeded")
                || LIMITS.contains(reason)
                        && (message.toLowerCase(Locale.ROOT).contains("per day")
                                || message.toLowerCase(Locale.ROOT).contains("daily"));
    }

    /** {@code 403 (forbidden): Not Authorized to access this resource/api}. */
    String words() {
        return status + (reason.isEmpty() ? "" : " (" + reason + ")") + (message.isEmpty() ? "" : ": " + message);
    }
}
