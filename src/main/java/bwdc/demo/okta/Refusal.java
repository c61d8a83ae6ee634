package bwdc.demo.okta;

import bwdc.demo.loopback.Reply;
import bwdc.json.JsonObject;
import java.util.List;

/** What Okta answers to a request that it does not fulfil. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    private Refusal(Reply reply) {
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    /** Of the API (https://developer.okta.com/docs/reference/error-codes/). */
    static Refusal api(int status, String code, String summary) {
        return new Refusal(Reply.json(status, error(code, summary)));
    }

    static JsonObject error(String code, String summary) {
        return new JsonObject()
                .put("errorCode", code)
                .put("errorSummary", summary)
                .put("errorLink", code)
                .put("errorId", "oaeStandIn")
                .put("errorCauses", List.of());
    }

    /** Of the endpoint for tokens (RFC 6749 5.2). */
    static Refusal token(int status, String error, String description) {
        return new Refusal(
                Reply.json(status, new JsonObject().put("error", error).put("error_description", description)));
    }

    Refusal with(String header, String value) {
        return new Refusal(reply.with(header, value));
    }
}
