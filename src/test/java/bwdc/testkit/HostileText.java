package bwdc.testkit;

import java.util.Random;

/** Values that break careless quoting, the same ones for the same seed. */
public final class HostileText {
    private static final String[] PIECES = {
        "a",
        "B",
        "7",
        " ",
        "  ",
        "'",
        "''",
        "\"",
        "\\",
        "\\\\",
        "%",
        "%PATH%",
        "%%",
        "^",
        "&",
        "&&",
        "|",
        "<",
        ">",
        "(",
        ")",
        "!",
        "!x!",
        ";",
        ",",
        "=",
        "$",
        "$HOME",
        "$(id)",
        "`id`",
        "#",
        " #",
        ": ",
        "- ",
        "? ",
        "*",
        "~",
        "@",
        "{",
        "}",
        "[",
        "]",
        "]]>",
        "<!--",
        "-->",
        "--",
        "&amp;",
        "\u2018",
        "\u2019",
        "\u201A",
        "\u201B",
        "\u201C",
        "ä",
        "ß",
        "日本",
        "\uD83D\uDE00",
        "\\n",
        "\\x41",
        "\\%",
        "\\'",
        "${HOME}",
        "$$",
        "%h",
        "null",
        "true",
        "yes",
        "0x10",
        "1e3",
        "\u00A0",
        "\uFEFF",
        "\u2028",
        "...",
        "---",
        "%s",
        "{{",
        "}}",
        ".",
        "/",
        ":"
    };

    private final Random random;

    public HostileText(long seed) {
        random = new Random(seed);
    }

    /** Up to a dozen pieces. */
    public String next() {
        var text = new StringBuilder();
        for (int left = random.nextInt(12) + 1; left > 0; left--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** The name of a file: not empty, no slash, nothing special at its ends. */
    public String name() {
        return "n" + without("/") + "n";
    }

    /** As {@link #next} without the characters that cannot be there. */
    public String without(String characters) {
        var text = new StringBuilder();
        next().codePoints().filter(each -> characters.indexOf(each) < 0).forEach(text::appendCodePoint);
        return text.toString();
    }
}
