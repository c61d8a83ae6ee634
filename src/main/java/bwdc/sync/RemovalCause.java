package bwdc.sync;

/** Why somebody is removed from the organization. */
public enum RemovalCause {
    DISABLED("disabled in the directory"),
    DELETED("deleted in the directory"),
    ABSENT("no longer found in the directory: gone, moved, or outside the filter");

    private final String words;

    RemovalCause(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
