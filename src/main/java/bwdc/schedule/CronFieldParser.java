package bwdc.schedule;

import java.util.Locale;

/** Reads one field: a list of stars, values and ranges, the first and the last with steps. */
final class CronFieldParser {
    private final CronText text;
    private final CronUnit unit;
    private int at;
    private long bits;

    private CronFieldParser(CronText text, CronUnit unit) {
        this.text = text;
        this.unit = unit;
        at = text.start(unit);
    }

    static CronField parse(CronText text, CronUnit unit) {
        return new CronFieldParser(text, unit).field();
    }

    private CronField field() {
        boolean star = peek() == '*';
        do {
            element();
        } while (take(','));
        if (peek() != 0) {
            throw unexpected();
        }
        if (unit == CronUnit.DAY_OF_WEEK && (bits & 1L << 7) != 0) {
            bits = bits & ~(1L << 7) | 1;
        }
        return new CronField(bits, star);
    }

    private void element() {
        if (take('*')) {
            add(unit.lowest, unit.highest, step());
            return;
        }
        int start = at;
        int first = value();
        if (take('-')) {
            int last = value();
            if (first > last) {
                throw backwards(start, first, last);
            }
            add(first, last, step());
        } else if (peek() == '/') {
            var step = text.text().substring(at, text.end(unit)).split(",", 2)[0];
            throw text.fault(unit, at, at + step.length(), "a step needs a range or a star before it")
                    .hint("write " + first + "-" + unit.highest + step + " or *" + step);
        } else {
            add(first, first, 1);
        }
    }

    private void add(int first, int last, int step) {
        for (int value = first; value <= last; value += step) {
            bits |= 1L << value;
        }
    }

    private int step() {
        if (!take('/')) {
            return 1;
        }
        int start = at;
        int step = number(word());
        if (step < 1) {
            throw text.fault(unit, start, at, "a step is a whole number above 0")
                    .hint("for example */2, which is every second " + unit.words);
        }
        return step;
    }

    private int value() {
        int start = at;
        var word = word();
        if (word.isEmpty()) {
            throw unexpected();
        }
        int named = unit.named(word);
        int value = named >= 0 ? named : number(word);
        if (value < 0) {
            throw unknown(start, word);
        }
        if (!unit.has(value)) {
            throw fault(start, at, value + " is not in " + unit.lowest + "-" + unit.highest);
        }
        return value;
    }

    /** The letters and digits that follow, which is how cron takes them. */
    private String word() {
        int start = at;
        while (Character.isLetterOrDigit(peek())) {
            at++;
        }
        return text.text().substring(start, at);
    }

    /** At most nine digits: cron itself lets larger ones overflow. */
    private static int number(String word) {
        boolean digits = !word.isEmpty()
                && word.length() < 10
                && word.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return digits ? Integer.parseInt(word) : -1;
    }

    private RuntimeException unknown(int start, String word) {
        var three = word.length() > 3 ? word.substring(0, 3).toLowerCase(Locale.ROOT) : "";
        if (unit.named(three) >= 0) {
            return text.fault(unit, start, at, "names have three letters").hint("write " + three);
        }
        if (CronText.quartz(word)) {
            at = start;
            return unexpected();
        }
        return fault(start, at, "'" + word + "' is no " + (unit.names().isEmpty() ? "number" : "number or name"));
    }

    private RuntimeException unexpected() {
        if (peek() == 0 || peek() == ',') {
            return fault(at, at + 1, "a value is missing");
        }
        var sentence = "'" + CronText.shown(peek()) + "' is not expected";
        return !CronText.quartz(Character.toString(peek()))
                ? fault(at, at + 1, sentence)
                : text.fault(unit, at, at + 1, sentence).hint("?, L, W and # are of Quartz, not of cron; " + allowed());
    }

    /** Debian's cron takes such a range and never runs it. */
    private RuntimeException backwards(int start, int first, int last) {
        var after = unit == CronUnit.DAY_OF_WEEK ? 1 : unit.lowest;
        var wrapped = range(first, unit.highest) + (last < after ? "" : "," + range(after, last));
        return text.fault(unit, start, at, "the range runs backwards, from " + first + " to " + last)
                .hint("write " + wrapped + " or " + range(last, first));
    }

    private static String range(int first, int last) {
        return first == last ? "" + first : first + "-" + last;
    }

    private RuntimeException fault(int from, int to, String sentence) {
        return text.fault(unit, from, to, sentence).hint(allowed());
    }

    private String allowed() {
        return unit.allowed() + ", as * or a list of values and ranges, such as 1,5 or 1-5 or 1-5/2 or */2";
    }

    /** The next letter of the field, 0 after its end. */
    private char peek() {
        return at < text.end(unit) ? text.text().charAt(at) : 0;
    }

    private boolean take(char letter) {
        if (peek() != letter) {
            return false;
        }
        at++;
        return true;
    }
}
