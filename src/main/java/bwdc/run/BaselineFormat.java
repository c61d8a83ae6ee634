package bwdc.run;

/**
 * The form of {@code baseline.bin}: numbers as unsigned LEB128, texts as their UTF-8 length and bytes, members as
 * differences of ascending places, which takes one or two bytes each. In order: magic and version, owner, state, users,
 * groups, and a CRC-32C (RFC 3720) over everything before it, four bytes, big-endian.
 */
final class BaselineFormat {
    /** {@code BWDCB} and the version. */
    static final byte[] MAGIC = {'B', 'W', 'D', 'C', 'B', 1};

    /** The three low bits hold the presence. */
    static final int PRESENCE = 7;

    /** An address in the directory follows. */
    static final int HAS_MAIL = 8;

    /** The organization was told that address. */
    static final int TOLD_SAME = 16;

    /** The organization was told another one, which follows. */
    static final int TOLD_OTHER = 32;

    /** How often and since when somebody is missing follows. */
    static final int HAS_MISSED = 64;

    private BaselineFormat() {}
}
