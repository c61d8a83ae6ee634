package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What servers say when they refuse something, in the several shapes that they say it in. */
final class ErrorBody {
    private static final int SHOWN = 200;

    private ErrorBody() {}

    /** The body as an object, or null when it is none. */
    static @Nullable JsonObject json(Answer answer) {
        try {
            return Json.parse(answer.body()) instanceof JsonObject json ? json : null;
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    /** The sentence for people: Bitwarden's {@code message}, or that of Vaultwarden's inner model, which is better. */
    static Optional<String> message(Answer answer) {
        var body = json(answer);
        if (body == null) {
            return Optional.empty();
        }
        return body.object("errorModel")
                .or(() -> body.object("ErrorModel"))
                .flatMap(ErrorBody::ownMessage)
                .or(() -> ownMessage(body))
                .filter(text -> !text.isBlank());
    }

    private static Optional<String> ownMessage(JsonObject body) {
        return body.text("message").or(() -> body.text("Message"));
    }

    static Fault redirect(Answer answer, URI uri) {
        return Fault.of(
                        ExitCode.BITWARDEN,
                        uri + " points elsewhere (" + answer.status() + "): "
                                + answer.header("location").orElse("it does not say where"))
                .hint("what is sent here is for one server only; if it has moved: bwdc config server ADDRESS");
    }

    /** The beginning of an answer that nobody expected, on one line. */
    static List<String> beginning(Answer answer) {
        var text = answer.text().strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            return List.of("the answer is empty");
        }
        return List.of("it begins: " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text));
    }
}
