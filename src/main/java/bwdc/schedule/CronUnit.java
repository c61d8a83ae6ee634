package bwdc.schedule;

import java.util.List;
import java.util.Locale;

/** One of the five fields, and what may stand in it. */
enum CronUnit {
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY_OF_MONTH("day of month", 1, 31, List.of()),
    MONTH(
            "month",
            1,
            12,
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
    DAY_OF_WEEK("day of week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    final String words;
    final int lowest;
    final int highest;
    final List<String> names;

    CronUnit(String words, int lowest, int highest, List<String> names) {
        this.words = words;
        this.lowest = lowest;
        this.highest = highest;
        this.names = names;
    }

    boolean has(int value) {
        return value >= lowest && value <= highest;
    }

    /** The number of a name in any case, or -1. */
    int named(String name) {
        int index = names.indexOf(name.toLowerCase(Locale.ROOT));
        return index < 0 ? -1 : index + lowest;
    }

    /** What may stand in it, for hints. */
    String allowed() {
        return "the " + words + " is " + lowest + "-" + highest
                + switch (this) {
                    case MINUTE, HOUR, DAY_OF_MONTH -> "";
                    case MONTH -> " or jan-dec";
                    case DAY_OF_WEEK -> " (0 and 7 are Sunday) or sun-sat";
                };
    }
}
