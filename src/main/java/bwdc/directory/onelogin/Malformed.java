package bwdc.directory.onelogin;

import bwdc.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** An entry of a list that is not as OneLogin describes it; its message says how. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
        super(message);
    }

    /** The digits of an id. */
    static String id(@Nullable Object value, String what) throws Malformed {
        return switch (value) {
            case Long number -> number.toString();
            case String text when !text.isBlank() -> text;
            case null, default -> throw new Malformed(what + " has as id " + value);
        };
    }

    /** The value of a key that a whole answer has. */
    static @Nullable Object present(JsonObject object, String key, String who) throws Malformed {
        if (!object.has(key)) {
            throw new Malformed(who + " has no " + key);
        }
        return object.get(key);
    }
}
