package bwdc.settings;

import java.util.Locale;

/** How the reference compares and cleans texts: by the rules of ECMAScript, whose blanks differ from Java's. */
public final class Spelling {
    private Spelling() {}

    /** Without the blanks and line ends around it (ECMA-262, WhiteSpace and LineTerminator). */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether there is a blank or a line end anywhere in it. */
    public static boolean hasBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c > 0x7f
                        && (c == '\ufeff'
                                || c == '\u2028'
                                || c == '\u2029'
                                || Character.getType(c) == Character.SPACE_SEPARATOR);
    }

    /** Trimmed and in lower case. */
    public static String normal(String text) {
        return trim(text).toLowerCase(Locale.ROOT);
    }
}
