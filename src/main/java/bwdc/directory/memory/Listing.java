package bwdc.directory.memory;

/** What groups of a directory list as their members. */
public enum Listing {
    /** Names: whoever takes a name over is a member, too. */
    NAMES,
    /**
     * Entries: one that gets another name stays a member under it, and one that goes is none any more, without a change
     * of the group. Whoever takes a name over is somebody else.
     */
    ENTRIES
}
