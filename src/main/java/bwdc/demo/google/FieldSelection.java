package bwdc.demo.google;

import bwdc.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The {@code fields} parameter of Google's APIs, {@code nextPageToken,users(id,emails/address)}: only what it names is
 * answered. A name that the answer cannot have is refused, as Google does.
 */
final class FieldSelection {
    private final Map<String, FieldSelection> wanted = new LinkedHashMap<>();

    /** What is wrong with a selection, in Google's words. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;

        Invalid(String field) {
            super("Invalid field selection " + field);
        }
    }

    /** @param known the fields of the answer, and those of the entries in its list */
    static FieldSelection of(String text, Map<String, List<String>> known) throws Invalid {
        var reader = new Reader(text, known);
        var selection = reader.selection("");
        if (reader.at < text.length()) {
            throw new Invalid(text.substring(reader.at));
        }
        return selection;
    }

    /** A copy with nothing but what is wanted; nothing wanted inside an object means all of it. */
    JsonObject of(JsonObject object) {
        if (wanted.isEmpty()) {
            return object;
        }
        var picked = new JsonObject();
        for (var key : object.keys()) {
            var inside = wanted.get(key);
            if (inside != null) {
                picked.put(key, inside.value(object.get(key)));
            }
        }
        return picked;
    }

    private @org.jspecify.annotations.Nullable Object value(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case JsonObject object -> of(object);
            case List<?> list ->
                list.stream().map(each -> Objects.requireNonNull(value(each))).toList();
            case null, default -> value;
        };
    }

    /** Reads a selection from left to right. */
    private static final class Reader {
        private final String text;
        private final Map<String, List<String>> known;
        private int at;

        Reader(String text, Map<String, List<String>> known) {
            this.text = text;
            this.known = known;
        }

        FieldSelection selection(String place) throws Invalid {
            var selection = new FieldSelection();
            do {
                item(selection, place);
            } while (takes(','));
            return selection;
        }

        private void item(FieldSelection selection, String place) throws Invalid {
            var name = name(place);
            var inside = selection.wanted.computeIfAbsent(name, absent -> new FieldSelection());
            if (takes('/')) {
                item(inside, name);
            } else if (takes('(')) {
                inside.wanted.putAll(selection(name).wanted);
                if (!takes(')')) {
                    throw new Invalid(text.substring(Math.min(at, text.length())));
                }
            }
        }

        private String name(String place) throws Invalid {
            int from = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            var name = text.substring(from, at);
            if (name.isEmpty()
                    || known.containsKey(place)
                            && !known.getOrDefault(place, List.of()).contains(name)) {
                throw new Invalid(name);
            }
            return name;
        }

        private boolean takes(char c) {
            var here = at < text.length() && text.charAt(at) == c;
            at += here ? 1 : 0;
            return here;
        }
    }
}
