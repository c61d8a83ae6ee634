package bwdc.sync;

/** How the directory has a person, by the latest read that told. The codes are part of the baseline's file. */
public enum Presence {
    /** An account that is neither disabled nor deleted. */
    ACTIVE(0),
    /** A disabled account. */
    DISABLED(1),
    /** A tombstone. */
    DELETED(2),
    /** A full read did not find them: they left the directory, or what the filter lets through. */
    MISSING(3),
    /** In the directory but left out, because of an address that is missing or cannot be read. */
    LEFT_OUT(4),
    /** Known only as a member of groups. */
    MEMBER_ONLY(5);

    private final int code;

    Presence(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
