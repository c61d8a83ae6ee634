package bwdc.directory.onelogin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The query of a filter as it is sent. What is written there is a part of an address already ({@code
 * email=*@x.com&status=1}): only what an address cannot hold is encoded, like a browser does (WHATWG URL, query state).
 */
final class RawQuery {
    private static final String KEPT = "!$&()*+,-./:;=?@_~";

    private RawQuery() {}

    static String encoded(String query) {
        var text = query.replaceAll("[\t\r\n]", "").replaceAll("\\p{Cs}", "\ufffd");
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isKept(c) || c == '%' && isEscape(text, i)) {
                out.appendCodePoint(c);
            } else {
                escape(out, Character.toString(c));
            }
        }
        return out.toString();
    }

    private static boolean isKept(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0);
    }

    /** Whether two digits follow. */
    private static boolean isEscape(String text, int from) {
        return from + 2 <= text.length()
                && Character.digit(text.charAt(from), 16) >= 0
                && Character.digit(text.charAt(from + 1), 16) >= 0;
    }

    private static void escape(StringBuilder out, String character) {
        for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format(Locale.ROOT, "%%%02X", each & 0xff));
        }
    }
}
