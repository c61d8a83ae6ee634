package bwdc.directory.entra;

import bwdc.http.Answer;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Graph says of a request that it did not answer. It travels as the cause of a fault, for those who know more. */
final class GraphError extends Exception {
    private static final long serialVersionUID = 1;

    /** Reasons to begin anew, as https://learn.microsoft.com/graph/errors and Entra ID itself name them. */
    private static final List<String> WITHOUT_STATE = List.of(
            "resyncrequired",
            "directory_resyncrequired",
            "syncstatenotfound",
            "syncstateinvalid",
            "directory_expiredpagetoken",
            "directory_deltatokeninvalid");

    private final int status;
    private final String code;

    GraphError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Empty when it is not Graph that speaks. */
    static Optional<GraphError> of(Answer answer) {
        try {
            return Json.parse(answer.body()) instanceof JsonObject body
                    ? body.object("error").map(error -> of(answer.status(), error))
                    : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static GraphError of(int status, JsonObject error) {
        return new GraphError(
                status, error.text("code").orElse(""), error.text("message").orElse(""));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /** Whether Graph no longer knows, or never knew, what a link of an earlier run refers to. */
    boolean refusesState() {
        return status == 410
                || WITHOUT_STATE.contains(code.toLowerCase(Locale.ROOT))
                || status == 400 && message().toLowerCase(Locale.ROOT).contains("token");
    }
}
