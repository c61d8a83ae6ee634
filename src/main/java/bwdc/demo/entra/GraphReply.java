package bwdc.demo.entra;

import bwdc.demo.loopback.Reply;
import bwdc.json.JsonObject;

/** What Graph answers, before it is written: parts of a batch are answered in the same words. */
record GraphReply(int status, JsonObject body, long retryAfter) {
    static GraphReply ok(JsonObject body) {
        return new GraphReply(200, body, -1);
    }

    /** An error in Graph's own form. */
    static GraphReply error(int status, String code, String message) {
        return new GraphReply(
                status,
                new JsonObject()
                        .put(
                                "error",
                                new JsonObject()
                                        .put("code", code)
                                        .put("message", message)
                                        .put(
                                                "innerError",
                                                new JsonObject()
                                                        .put("date", "2026-01-01T00:00:00")
                                                        .put("request-id", "00000000-0000-4000-8000-000000000000")
                                                        .put(
                                                                "client-request-id",
                                                                "00000000-0000-4000-8000-000000000000"))),
                -1);
    }

    /** @param retryAfter seconds, or less than nothing to leave it open */
    static GraphReply tooMany(long retryAfter) {
        return new GraphReply(
                429, error(429, "TooManyRequests", "Too many requests").body(), retryAfter);
    }

    Reply reply() {
        var reply = Reply.json(status, body);
        return retryAfter < 0 ? reply : reply.with("Retry-After", String.valueOf(retryAfter));
    }

    /** As a part of a batch. */
    JsonObject part(String id) {
        var headers = new JsonObject().put("Content-Type", "application/json");
        if (retryAfter >= 0) {
            headers.put("Retry-After", String.valueOf(retryAfter));
        }
        return new JsonObject()
                .put("id", id)
                .put("status", (long) status)
                .put("headers", headers)
                .put("body", body);
    }
}
