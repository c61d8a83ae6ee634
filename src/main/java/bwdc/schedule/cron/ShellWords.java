package bwdc.schedule.cron;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands as the last field of a crontab's line holds them: quoted for sh(1), then for cron, which reads a percent sign as
 * the end of the command unless a backslash stands before it (crontab(5)).
 */
final class ShellWords {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";

    private ShellWords() {}

    /** Variables for this command only, and its words. */
    static String command(Map<String, String> environment, List<String> words) {
        var variables = new TreeMap<>(environment)
                .entrySet().stream().map(entry -> entry.getKey() + "=" + quoted(entry.getValue()));
        return Stream.concat(variables, words.stream().map(ShellWords::quoted))
                .collect(Collectors.joining(" "))
                .replace("%", "\\%");
    }

    /**
     * One word. A quotation ends after each backslash, because some crons make one of two backslashes and others do not;
     * before a quotation mark all leave it alone.
     */
    private static String quoted(String word) {
        if (!word.isEmpty() && word.chars().allMatch(each -> PLAIN.indexOf(each) >= 0)) {
            return word;
        }
        var text = new StringBuilder("'");
        for (int i = 0; i < word.length(); i++) {
            char each = word.charAt(i);
            switch (each) {
                case '\'' -> text.append("'\\''");
                case '\\' -> text.append("\\''");
                default -> text.append(each);
            }
        }
        return text.append('\'').toString();
    }
}
