package bwdc.schedule.systemd;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads settings back as systemd.syntax(7), systemd.unit(5) and systemd.service(5) say, and complains about whatever they do
 * not allow.
 */
final class UnitReader {
    private final String unit;

    UnitReader(String unit) {
        this.unit = unit;
    }

    /** All values of a setting, as they stand behind the equals sign. */
    List<String> raw(String name) {
        var values = new ArrayList<String>();
        for (var line : unit.split("\n", -1)) {
            if (line.endsWith("\\")) {
                throw new IllegalArgumentException("goes on in the next line: " + line);
            }
            if (line.startsWith(name + "=")) {
                values.add(line.substring(name.length() + 1).replaceAll("^ +| +$", ""));
            }
        }
        return values;
    }

    /** A path that stands alone: nothing but specifiers. */
    String path(String name) {
        return specifiers(raw(name).getFirst());
    }

    /** Words in quotation marks, with specifiers. */
    List<String> words(String name) {
        var words = new ArrayList<String>();
        raw(name).forEach(value -> split(value).forEach(word -> words.add(specifiers(word))));
        return words;
    }

    /** A command: the program, then arguments whose variables are expanded. */
    List<String> command() {
        var words = words("ExecStart");
        var command = new ArrayList<String>();
        command.add(words.getFirst());
        words.subList(1, words.size()).forEach(word -> command.add(variables(word)));
        return command;
    }

    private static List<String> split(String value) {
        var words = new ArrayList<String>();
        int i = 0;
        while (i < value.length()) {
            if (value.charAt(i) == ' ') {
                i++;
                continue;
            }
            char quote = value.charAt(i) == '"' || value.charAt(i) == '\'' ? value.charAt(i) : 0;
            var word = new StringBuilder();
            i += quote == 0 ? 0 : 1;
            while (i < value.length() && value.charAt(i) != (quote == 0 ? ' ' : quote)) {
                if (value.charAt(i) == '\\') {
                    i++;
                    word.append(escaped(value.charAt(i)));
                } else {
                    if (quote == 0 && "\"'".indexOf(value.charAt(i)) >= 0) {
                        throw new IllegalArgumentException("a quotation mark inside a word: " + value);
                    }
                    word.append(value.charAt(i));
                }
                i++;
            }
            if (quote != 0) {
                i++;
                if (i > value.length() || i < value.length() && value.charAt(i) != ' ') {
                    throw new IllegalArgumentException("no space behind a quotation mark: " + value);
                }
            } else if (word.toString().equals(";")) {
                throw new IllegalArgumentException("a second command: " + value);
            }
            words.add(word.toString());
        }
        return words;
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case '\\', '"', '\'' -> letter;
            default -> throw new IllegalArgumentException("not what was meant: \\" + letter);
        };
    }

    private static String specifiers(String word) {
        return doubled(word, '%');
    }

    private static String variables(String word) {
        return doubled(word, '$');
    }

    private static String doubled(String word, char special) {
        var text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == special && (++i == word.length() || word.charAt(i) != special)) {
                throw new IllegalArgumentException("a single " + special + " in " + word);
            }
            text.append(word.charAt(i));
        }
        return text.toString();
    }
}
