package bwdc.directory;

import java.util.Map;

/**
 * What a source wants to remember until the next run, by names of its own. It is stored only after the organization
 * agreed to what was read; a source never stores anything itself.
 */
public record Cursor(Map<String, String> values) {
    public static final Cursor NONE = new Cursor(Map.of());

    public Cursor {
        values = Map.copyOf(values);
    }
}
