package bwdc.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as ECMAScript's {@code JSON.stringify} forms it (ECMA-262, 25.5.2): only quotes, backslashes, C0 controls
 * and lone surrogates are escaped, in lower-case hex.
 */
final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /** @param indent how many spaces the current level is indented by, or -1 for no white space at all */
    static void write(StringBuilder out, @Nullable Object value, int indent) {
        switch (value) {
            case null -> out.append("null");
            case String text -> quote(out, text);
            case BigDecimal number -> out.append(number(number));
            case Number number -> out.append(number);
            case Boolean flag -> out.append(flag);
            case JsonObject object -> object(out, object, indent);
            case List<?> list -> list(out, list, indent);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    /** With an exponent where JavaScript takes one (ECMA-262, 6.1.6.1.20): a million zeros help nobody. */
    private static String number(BigDecimal number) {
        var magnitude = (long) number.precision() - number.scale();
        return number.scale() < 0 && magnitude > 21 || magnitude < -5
                ? number.toString().toLowerCase(Locale.ROOT)
                : number.toPlainString();
    }

    private static void object(StringBuilder out, JsonObject object, int indent) {
        if (object.keys().isEmpty()) {
            out.append("{}");
            return;
        }
        var inner = indent < 0 ? -1 : indent + 2;
        var separator = '{';
        for (var key : object.keys()) {
            out.append(separator);
            line(out, inner);
            quote(out, key);
            out.append(indent < 0 ? ":" : ": ");
            write(out, object.get(key), inner);
            separator = ',';
        }
        line(out, indent);
        out.append('}');
    }

    private static void list(StringBuilder out, List<?> list, int indent) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        var inner = indent < 0 ? -1 : indent + 2;
        var separator = '[';
        for (var element : list) {
            out.append(separator);
            line(out, inner);
            write(out, element, inner);
            separator = ',';
        }
        line(out, indent);
        out.append(']');
    }

    private static void line(StringBuilder out, int indent) {
        if (indent >= 0) {
            out.append('\n').repeat(' ', indent);
        }
    }

    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || loneSurrogate(text, i)) {
                        escape(out, c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean loneSurrogate(String text, int i) {
        var c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void escape(StringBuilder out, char c) {
        out.append("\\u")
                .append(HEX[c >> 12])
                .append(HEX[c >> 8 & 15])
                .append(HEX[c >> 4 & 15])
                .append(HEX[c & 15]);
    }
}
