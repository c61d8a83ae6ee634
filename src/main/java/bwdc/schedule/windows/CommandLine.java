package bwdc.schedule.windows;

/** Words as Windows programs and batch files read them. */
final class CommandLine {
    private static final String SPECIAL = " \t&|<>^()%!,;=@~`'+[]{}*?";
    private static final String ESCAPED = "&|<>^()\"";

    private CommandLine() {}

    /** One argument that CommandLineToArgvW reads back: backslashes count only before a quote. */
    static String argument(String word) {
        if (!word.isEmpty() && word.chars().noneMatch(each -> each == '"' || SPECIAL.indexOf(each) >= 0)) {
            return word;
        }
        var text = new StringBuilder("\"");
        int backslashes = 0;
        for (int each : word.chars().toArray()) {
            backslashes = switch (each) {
                case '\\' -> backslashes + 1;
                case '"' -> {
                    text.repeat('\\', backslashes + 1);
                    yield 0;
                }
                default -> 0;
            };
            text.append((char) each);
        }
        return text.repeat('\\', backslashes).append('"').toString();
    }

    /** One argument in a line of a batch file, where quotes protect all but the percent sign. */
    static String batchArgument(String word) {
        var argument = argument(word);
        return word.indexOf('"') < 0 ? argument.replace("%", "%%") : batchText(argument);
    }

    /** Text outside quotes in a line of a batch file. */
    static String batchText(String value) {
        var text = new StringBuilder();
        value.chars().forEach(each -> {
            if (ESCAPED.indexOf(each) >= 0) {
                text.append('^');
            }
            text.append(each == '%' ? "%%" : Character.toString(each));
        });
        return text.toString();
    }

    /**
     * A string of PowerShell. Between single quotes only they are special, and PowerShell takes typographic ones for them too;
     * any two of them stand for the first.
     */
    static String powerShell(String value) {
        return "'" + value.replaceAll("(['\u2018\u2019\u201A\u201B])", "$1$1") + "'";
    }
}
