package bwdc.sync;

import java.util.Set;

/** What people decided about changes that were held, by {@link HeldChange#key()}. */
public record Decisions(Set<String> approved, Set<String> rejected) {
    public static final Decisions NONE = new Decisions(Set.of(), Set.of());
}
