package bwdc.settings;

import java.util.Optional;

/** Walks along an LDAP filter as RFC 4515 writes it, up to the first character that cannot stand where it does. */
final class FilterScanner {
    private final String text;
    private int at;

    private FilterScanner(String text) {
        this.text = text;
    }

    /** A place in the text and what is wrong there. */
    record Spot(int place, String why) {}

    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Spot spot;

        Wrong(int place, String why) {
            super(why);
            spot = new Spot(place, why);
        }
    }

    /** The first error, empty when the grammar has none. */
    static Optional<Spot> firstError(String text) {
        try {
            new FilterScanner(text).all();
            return Optional.empty();
        } catch (Wrong wrong) {
            return Optional.of(wrong.spot);
        }
    }

    private void all() throws Wrong {
        do {
            filter();
        } while (at < text.length() && text.charAt(at) == '(');
        if (at < text.length()) {
            throw new Wrong(
                    at,
                    text.charAt(at) == ')'
                            ? "this parenthesis closes nothing"
                            : "only another filter in parentheses can stand here");
        }
    }

    private char next() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void filter() throws Wrong {
        if (next() != '(') {
            throw new Wrong(at, "a filter begins with an opening parenthesis");
        }
        int opened = at++;
        switch (next()) {
            case '&', '|' -> {
                at++;
                while (next() == '(') {
                    filter();
                }
            }
            case '!' -> {
                at++;
                filter();
            }
            default -> item(opened);
        }
        if (at >= text.length()) {
            throw new Wrong(opened, "this parenthesis is never closed");
        }
        if (text.charAt(at) != ')') {
            throw new Wrong(at, "here a parenthesis must open or close");
        }
        at++;
    }

    /** Attribute, comparison, value. */
    private void item(int opened) throws Wrong {
        int start = at;
        while (isName(next())) {
            at++;
        }
        var named = at > start;
        var mayHaveStars = next() == '=';
        switch (next()) {
            case '=' -> at++;
            case '~', '<', '>' -> comparison();
            case ':' -> named |= rule();
            case '\0' -> throw new Wrong(opened, "this parenthesis is never closed");
            default ->
                throw new Wrong(
                        at, named ? "here = and a value must follow" : "here the name of an attribute must stand");
        }
        if (!named) {
            throw new Wrong(start, "here the name of an attribute must stand");
        }
        value(opened, mayHaveStars);
    }

    private void comparison() throws Wrong {
        at++;
        if (next() != '=') {
            throw new Wrong(at, "here = must follow");
        }
        at++;
    }

    /** {@code :dn:2.5.13.5:=}: a matching rule. Whether there is one. */
    private boolean rule() throws Wrong {
        int start = at;
        while (next() == ':' || isName(next())) {
            at++;
        }
        if (next() != '=' || text.charAt(at - 1) != ':') {
            throw new Wrong(at, "here := must follow");
        }
        var rule = text.substring(start, at);
        at++;
        return !rule.equals(":") && !rule.equalsIgnoreCase(":dn:");
    }

    private void value(int opened, boolean mayHaveStars) throws Wrong {
        while (next() != ')') {
            if (at >= text.length()) {
                throw new Wrong(opened, "this parenthesis is never closed");
            }
            if (next() == '(') {
                throw new Wrong(at, "a parenthesis in a value is written \\28");
            }
            if (next() == '*' && (!mayHaveStars || text.charAt(at - 1) == '*')) {
                throw new Wrong(at, "an asterisk that is meant as such is written \\2a");
            }
            if (next() == '\\') {
                escape();
            }
            at++;
        }
    }

    private void escape() throws Wrong {
        for (int i = 1; i <= 2; i++) {
            if (at + i >= text.length() || Character.digit(text.charAt(at + i), 16) < 0 || text.charAt(at + i) > 'f') {
                throw new Wrong(at, "two hexadecimal digits follow a backslash; a backslash itself is written \\5c");
            }
        }
        at += 2;
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == ';'
                || c == '_';
    }
}
