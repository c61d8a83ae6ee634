package bwdc.sync;

/** How the directory has a person, by the latest read that told. The order is part of the baseline's file. */
public enum Presence {
    /** An account that is neither disabled nor deleted. */
    ACTIVE,
    /** A disabled account. */
    DISABLED,
    /** A tombstone. */
    DELETED,
    /** A full read did not find them: they left the directory, or what the filter lets through. */
    MISSING,
    /** In the directory but left out, because of an address that is missing or cannot be read. */
    LEFT_OUT,
    /** Known only as a member of groups. */
    MEMBER_ONLY
}
