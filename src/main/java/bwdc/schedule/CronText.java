package bwdc.schedule;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression as it was typed, and where its fields are.
 *
 * @param starts where each field begins
 * @param ends where each field ends, exclusive
 */
record CronText(String text, List<Integer> starts, List<Integer> ends) {
    private static final String FIELDS = "five fields: minute, hour, day of month, month, day of week";

    static CronText of(String text) {
        var starts = new ArrayList<Integer>();
        var ends = new ArrayList<Integer>();
        boolean inside = false;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t';
            if (inside == blank) {
                (blank ? ends : starts).add(i);
                inside = !blank;
            }
        }
        return new CronText(text, starts, ends);
    }

    /** With a shortcut replaced by what it stands for. */
    static CronText expanded(String text) {
        var typed = of(text);
        boolean shortcut = !typed.starts.isEmpty() && text.charAt(typed.starts.getFirst()) == '@';
        return shortcut ? of(CronShortcut.fields(typed)) : typed;
    }

    String field(CronUnit unit) {
        return text.substring(start(unit), end(unit));
    }

    int start(CronUnit unit) {
        return starts.get(unit.place);
    }

    int end(CronUnit unit) {
        return ends.get(unit.place);
    }

    /** Makes sure that there are five fields. */
    void checkCount() {
        int fields = starts.size();
        if (fields == 0) {
            throw Fault.of(ExitCode.USAGE, "cannot read the schedule: it is empty")
                    .hint("cron wants " + FIELDS);
        }
        if (fields < 5) {
            var missing = CronUnit.at(fields);
            throw pointed(text.length() + 1, text.length() + 2, "it has no " + missing.words)
                    .hint("cron wants " + FIELDS + "; * stands for each");
        }
        if (fields > 5) {
            throw pointed(starts.get(5), ends.get(fields - 1), "there are more than five fields")
                    .hint("cron wants " + FIELDS
                            + "; it knows no seconds, no years, and a command does not belong here");
        }
    }

    /** A fault in one field, with the place marked. */
    Fault fault(CronUnit unit, int from, int to, String sentence) {
        return pointed(from, to, "the " + unit.words + " is wrong: " + sentence);
    }

    /** A fault with the expression and carets below the place. */
    Fault pointed(int from, int to, String sentence) {
        var line = new StringBuilder();
        text.chars().forEach(letter -> line.append(shown((char) letter)));
        return Fault.of(ExitCode.USAGE, "cannot read the schedule: " + sentence)
                .details(List.of(line.toString(), " ".repeat(from) + "^".repeat(Math.max(1, to - from))));
    }

    /** Whether that is a letter of Quartz's language, which is often mistaken for cron's. */
    static boolean quartz(String word) {
        return List.of("?", "L", "W", "#", "LW").contains(word);
    }

    /** One column for each letter, whatever it does to a terminal. */
    static char shown(char letter) {
        if (letter == '\t') {
            return ' ';
        }
        return Character.isISOControl(letter) ? '?' : letter;
    }
}
