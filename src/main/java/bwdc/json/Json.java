package bwdc.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads JSON into plain values and writes them as {@code JSON.stringify} does. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /**
     * Reads one document: see {@link JsonObject} for the types of values.
     *
     * @throws JsonSyntaxException when the bytes are not exactly one JSON value in UTF-8
     */
    public static @Nullable Object parse(byte[] bytes) {
        return read(bytes, Json::value);
    }

    /** Takes a value from the current token on. */
    private interface Taker {
        @Nullable
        Object from(JsonParser parser) throws IOException;
    }

    private static @Nullable Object read(byte[] bytes, Taker taker) {
        try (var parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("it is empty", 1, 1);
            }
            var value = taker.from(parser);
            if (parser.nextToken() != null) {
                throw problem(parser, "something follows the end of the document");
            }
            return value;
        } catch (JsonEOFException e) {
            throw at(e, "it ends in the middle");
        } catch (StreamReadException e) {
            throw at(e, firstSentence(e.getOriginalMessage()));
        } catch (StreamConstraintsException e) {
            throw tooMuch(e);
        } catch (IOException e) {
            throw new JsonSyntaxException("it is not valid UTF-8", 1, 1);
        }
    }

    /**
     * Reads the objects of one list of a document one after another, so that a long list takes no room.
     *
     * @param key of the list in the document's outermost object
     * @throws JsonSyntaxException when the bytes are not a JSON object with such a list of objects
     */
    public static void elements(byte[] bytes, String key, Consumer<JsonObject> action) {
        var found = read(bytes, parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw problem(parser, "it is no object");
            }
            var seen = false;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var wanted = parser.currentName().equals(key);
                seen |= wanted;
                parser.nextToken();
                if (wanted) {
                    objects(parser, action);
                } else {
                    value(parser);
                }
            }
            return seen;
        });
        if (!Boolean.TRUE.equals(found)) {
            throw new JsonSyntaxException("it has no list \"" + key + "\"", 1, 1);
        }
    }

    /**
     * One text of each object of a list, empty where an object has none; nothing else is made of it.
     *
     * @throws JsonSyntaxException when the bytes are not a list of objects
     */
    public static List<Optional<String>> texts(byte[] bytes, String key) {
        List<Optional<String>> found = new ArrayList<>();
        read(bytes, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw problem(parser, "it is no list");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw problem(parser, "it is no object");
                }
                found.add(text(parser, key));
            }
            return null;
        });
        return found;
    }

    private static Optional<String> text(JsonParser parser, String key) throws IOException {
        var text = Optional.<String>empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var wanted = parser.currentName().equals(key);
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                text = Optional.of(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return text;
    }

    private static void objects(JsonParser parser, Consumer<JsonObject> action) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw problem(parser, "it is no list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!(value(parser) instanceof JsonObject object)) {
                throw problem(parser, "it is no object");
            }
            action.accept(object);
        }
    }

    /** {@code JSON.stringify(value)}. */
    public static String compact(@Nullable Object value) {
        var out = new StringBuilder();
        JsonText.write(out, value, -1);
        return out.toString();
    }

    /** {@code JSON.stringify(value, null, 2)}. */
    public static String pretty(@Nullable Object value) {
        var out = new StringBuilder();
        JsonText.write(out, value, 0);
        return out.toString();
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var object = new JsonObject();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var key = parser.currentName();
                    parser.nextToken();
                    object.put(key, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> {
                var number = parser.getBigIntegerValue();
                yield number.bitLength() < Long.SIZE ? (Object) number.longValue() : decimal(parser);
            }
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw problem(parser, "unexpected " + parser.currentToken());
        };
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw problem(parser, "a number is too large");
        }
    }

    private static JsonSyntaxException problem(JsonParser parser, String problem) {
        var place = parser.currentTokenLocation();
        return new JsonSyntaxException(problem, place.getLineNr(), place.getColumnNr());
    }

    private static JsonSyntaxException at(StreamReadException e, String problem) {
        var place = e.getLocation();
        return new JsonSyntaxException(problem, place.getLineNr(), place.getColumnNr());
    }

    /** The library reads 1,000 levels and texts of 20 million characters, which no honest document exceeds. */
    private static JsonSyntaxException tooMuch(StreamConstraintsException e) {
        var place = e.getLocation();
        return new JsonSyntaxException(
                "it is nested too deeply, or a text or number in it is too long",
                place == null ? 1 : place.getLineNr(),
                place == null ? 1 : place.getColumnNr());
    }

    /**
     * The library repeats a word that lacks its quotes, which may well be a password. Its other messages name its own
     * classes after the first sentence or bracket; a person needs neither.
     */
    private static String firstSentence(String message) {
        if (message.startsWith("Unrecognized token")) {
            return "a word without quotes that is not true, false or null";
        }
        var end = message.length();
        for (var stop : List.of(" (for ", "\n", ": expected", " at [")) {
            var place = message.indexOf(stop);
            if (place > 0 && place < end) {
                end = place;
            }
        }
        return message.substring(0, end);
    }
}
