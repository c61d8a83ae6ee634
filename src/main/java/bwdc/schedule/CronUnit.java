package bwdc.schedule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One of the five fields, and what may stand in it. */
enum CronUnit {
    MINUTE(0, "minute", 0, 59),
    HOUR(1, "hour", 0, 23),
    DAY_OF_MONTH(2, "day of month", 1, 31),
    MONTH(3, "month", 1, 12),
    DAY_OF_WEEK(4, "day of week", 0, 7);

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** Its place in an expression, the first is 0. */
    final int place;

    final String words;
    final int lowest;
    final int highest;

    CronUnit(int place, String words, int lowest, int highest) {
        this.place = place;
        this.words = words;
        this.lowest = lowest;
        this.highest = highest;
    }

    static CronUnit at(int place) {
        return Stream.of(values())
                .filter(unit -> unit.place == place)
                .findFirst()
                .orElseThrow();
    }

    /** From that of the lowest value on. */
    List<String> names() {
        return switch (this) {
            case MINUTE, HOUR, DAY_OF_MONTH -> List.of();
            case MONTH -> MONTHS;
            case DAY_OF_WEEK -> WEEKDAYS;
        };
    }

    boolean has(int value) {
        return value >= lowest && value <= highest;
    }

    /** The number of a name in any case, or -1. */
    int named(String name) {
        int index = names().indexOf(name.toLowerCase(Locale.ROOT));
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
