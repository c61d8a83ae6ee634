package bwdc.demo.okta;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The language of the parameter {@code filter}: {@code and} before {@code or}, parentheses, {@code eq}, and for times
 * {@code gt}, {@code ge}, {@code lt} and {@code le} too (https://developer.okta.com/docs/api/#filter).
 */
final class Expression {
    private static final Pattern WORD = Pattern.compile("\\s*(\\(|\\)|\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s()\"]+)\\s*");

    private final List<String> words = new ArrayList<>();
    private final Set<String> properties;
    private int place;

    /** What Okta answers with {@code Invalid search criteria}. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;
    }

    private Expression(String text, Set<String> properties) throws Invalid {
        this.properties = properties;
        var matcher = WORD.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new Invalid();
            }
            words.add(Objects.requireNonNull(matcher.group(1)));
            end = matcher.end();
        }
    }

    /** @param properties those that this list knows */
    static Predicate<JsonObject> parse(String text, Set<String> properties) throws Invalid {
        var expression = new Expression(text, properties);
        var whole = expression.alternatives();
        if (expression.place < expression.words.size()) {
            throw new Invalid();
        }
        return whole;
    }

    private Predicate<JsonObject> alternatives() throws Invalid {
        var left = conditions();
        while (takes("or")) {
            left = left.or(conditions());
        }
        return left;
    }

    private Predicate<JsonObject> conditions() throws Invalid {
        var left = condition();
        while (takes("and")) {
            left = left.and(condition());
        }
        return left;
    }

    private Predicate<JsonObject> condition() throws Invalid {
        if (takes("(")) {
            var inner = alternatives();
            if (!takes(")")) {
                throw new Invalid();
            }
            return inner;
        }
        var property = word();
        var operator = word().toLowerCase(Locale.ROOT);
        var value = value(word());
        if (!properties.contains(property)) {
            throw new Invalid();
        }
        return property.startsWith("last") ? time(property, operator, value) : text(property, operator, value);
    }

    private static Predicate<JsonObject> text(String property, String operator, String value) throws Invalid {
        if (!operator.equals("eq")) {
            throw new Invalid();
        }
        return json -> value.equals(get(json, property));
    }

    private static Predicate<JsonObject> time(String property, String operator, String value) throws Invalid {
        try {
            var time = Instant.parse(value);
            return switch (operator) {
                case "eq" -> json -> compare(json, property, time) == 0;
                case "gt" -> json -> compare(json, property, time) > 0;
                case "ge" -> json -> compare(json, property, time) >= 0;
                case "lt" -> json -> compare(json, property, time) < 0;
                case "le" -> json -> compare(json, property, time) <= 0;
                default -> throw new Invalid();
            };
        } catch (DateTimeParseException e) {
            throw new Invalid();
        }
    }

    private static int compare(JsonObject json, String property, Instant time) {
        return Instant.parse(json.text(property).orElseThrow()).compareTo(time);
    }

    private static @org.jspecify.annotations.Nullable Object get(JsonObject json, String property) {
        int dot = property.indexOf('.');
        return dot < 0
                ? json.get(property)
                : json.object(property.substring(0, dot))
                        .orElseGet(JsonObject::new)
                        .get(property.substring(dot + 1));
    }

    private static String value(String word) throws Invalid {
        try {
            if (word.startsWith("\"") && Json.parse(word.getBytes(StandardCharsets.UTF_8)) instanceof String text) {
                return text;
            }
        } catch (JsonSyntaxException e) {
            // Told below.
        }
        throw new Invalid();
    }

    private String word() throws Invalid {
        if (place == words.size()) {
            throw new Invalid();
        }
        return words.get(place++);
    }

    private boolean takes(String word) {
        if (place < words.size() && words.get(place).equalsIgnoreCase(word)) {
            place++;
            return true;
        }
        return false;
    }
}
