package bwdc.demo.google;

import bwdc.demo.loopback.Reply;
import bwdc.json.JsonObject;
import java.util.List;

/** How Google says no. */
public final class Refusal {
    private Refusal() {}

    /** By an API. */
    public static Reply ofApi(int status, String reason, String message) {
        var domain = reason.endsWith("Exceeded") || reason.equals("accessNotConfigured") ? "usageLimits" : "global";
        var error =
                new JsonObject().put("message", message).put("domain", domain).put("reason", reason);
        return Reply.json(
                status,
                new JsonObject()
                        .put(
                                "error",
                                new JsonObject()
                                        .put("code", (long) status)
                                        .put("message", message)
                                        .put("errors", List.of(error))));
    }

    /** By the sign-in (RFC 6749 5.2). */
    public static Reply ofSignIn(int status, String error, String description) {
        return Reply.json(status, new JsonObject().put("error", error).put("error_description", description));
    }
}
