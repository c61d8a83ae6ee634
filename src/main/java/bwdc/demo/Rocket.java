package bwdc.demo;

import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What the framework below Vaultwarden answers on its own: a page, or JSON for those who ask for it. Vaultwarden's own
 * refusals have the shape of {@link #refusal}.
 */
final class Rocket {
    private static final String JSON = "application/json";

    private Rocket() {}

    static Reply page(int status, Map<String, List<String>> headers) {
        var reason = reason(status);
        if (String.join(",", headers.getOrDefault("accept", List.of())).contains(JSON)) {
            return Reply.text(status, JSON, Json.pretty(error(status, reason, reason + ".")));
        }
        var title = status + " " + reason;
        return Reply.text(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n    <meta charset=\"utf-8\">\n    <title>" + title
                        + "</title>\n</head>\n<body align=\"center\">\n    <h1>" + status + ": " + reason
                        + "</h1>\n</body>\n</html>");
    }

    /** Below {@code /api} what is missing is always JSON. */
    static Reply missing(String path, Map<String, List<String>> headers) {
        return path.startsWith("/api/")
                ? Reply.text(
                        404, JSON, Json.compact(error(404, reason(404), "The requested resource could not be found.")))
                : page(404, headers);
    }

    static Reply refusal(int status, String message) {
        return Reply.text(
                status,
                JSON,
                Json.compact(new JsonObject()
                        .put("message", message)
                        .put("validationErrors", new JsonObject().put("", List.of(message)))
                        .put(
                                "errorModel",
                                new JsonObject().put("message", message).put("object", "error"))
                        .put("error", "")
                        .put("error_description", "")
                        .put("exceptionMessage", null)
                        .put("exceptionStackTrace", null)
                        .put("innerExceptionMessage", null)
                        .put("object", "error")));
    }

    private static JsonObject error(int status, String reason, String description) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", (long) status)
                                .put("reason", reason)
                                .put("description", description));
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 413 -> "Payload Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Entity";
            default -> throw new IllegalArgumentException("no page for " + status);
        };
    }
}
