package bwdc.directory;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a source wants to remember until the next run. It is stored only after the organization agreed to what was read; a
 * source never stores anything itself.
 *
 * @param values by names of the source's own
 * @param memory what is too large for that, in a file of its own; losing it must cost no more than a full read. A source
 *     that gives back the one that it was given has nothing new to keep
 */
public record Cursor(Map<String, String> values, Supplier<Optional<byte[]>> memory) {
    private static final Supplier<Optional<byte[]>> NO_MEMORY = Optional::empty;

    public static final Cursor NONE = new Cursor(Map.of());

    public Cursor {
        values = Map.copyOf(values);
    }

    /** Without anything large. */
    public Cursor(Map<String, String> values) {
        this(values, NO_MEMORY);
    }

    /** The same memory with other values. */
    public Cursor with(Map<String, String> others) {
        return new Cursor(others, memory);
    }
}
