package bwdc.schedule.kubernetes;

import java.util.HexFormat;

/** Values in YAML, as each parser of YAML 1.1 and 1.2 reads them back. */
final class Yaml {
    private Yaml() {}

    /** A string between double quotes. Line breaks of YAML 1.1 (U+2028 and others) and what cannot be seen are escaped. */
    static String quoted(String value) {
        var text = new StringBuilder("\"");
        value.codePoints().forEach(each -> text.append(escaped(each)));
        return text.append('"').toString();
    }

    private static String escaped(int each) {
        if (each == '"' || each == '\\') {
            return "\\" + Character.toString(each);
        }
        return visible(each) ? Character.toString(each) : "\\U" + HexFormat.of().toHexDigits(each);
    }

    private static boolean visible(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            case Character.SPACE_SEPARATOR -> each == ' ';
            default -> true;
        };
    }

    /** A value of an argument or a variable: Kubernetes reads {@code $(NAME)} as a reference and {@code $$} as a dollar. */
    static String literal(String value) {
        return quoted(value.replace("$", "$$"));
    }
}
