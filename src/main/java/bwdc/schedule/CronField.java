package bwdc.schedule;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One field of a cron expression.
 *
 * @param bits bit n is set when the field allows n
 * @param star whether it begins with a star, even one with a step: cron(8) treats such fields as wildcards
 */
public record CronField(long bits, boolean star) {
    public boolean has(int value) {
        return (bits & 1L << value) != 0;
    }

    /** The first value that it allows from this one on, 64 when there is none. */
    int next(int from) {
        return from > 63 ? 64 : Long.numberOfTrailingZeros(bits & -1L << from);
    }

    /** The values that it allows, ascending. */
    public List<Integer> values() {
        return IntStream.range(0, 64).filter(this::has).boxed().toList();
    }
}
