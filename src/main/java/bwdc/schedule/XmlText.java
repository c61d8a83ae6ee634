package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;

/** Values as XML has them. */
public final class XmlText {
    private XmlText() {}

    /**
     * The text of an element that a parser reads back as it was.
     *
     * @throws Fault with exit code 2 when it has a character that XML 1.0 cannot say
     */
    public static String of(String value) {
        var text = new StringBuilder();
        value.codePoints().forEach(each -> text.append(escaped(each)));
        return text.toString();
    }

    private static String escaped(int each) {
        return switch (each) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\t', '\n', '\r' -> "&#" + each + ";";
            default -> {
                if (!allowed(each)) {
                    throw Fault.of(
                                    ExitCode.USAGE,
                                    "The character U+%04X cannot be written into a file of this scheduler."
                                            .formatted(each))
                            .hint("it is in a path or in a variable of the job; leave it out");
                }
                yield Character.toString(each);
            }
        };
    }

    /** XML 1.0, production 2. */
    private static boolean allowed(int each) {
        return each >= 0x20 && each <= 0xD7FF || each >= 0xE000 && each <= 0xFFFD || each >= 0x10000;
    }
}
