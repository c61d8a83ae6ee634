package bwdc.column;

/** Which keys are looked for: a row whose key is none of them, as nearly all are, is passed with one look. */
public final class Keys {
    private static final int BITS = 1 << 16;

    private final long[] bits = new long[BITS / Long.SIZE];

    public void add(int key) {
        int bit = (key ^ key >>> 16) & BITS - 1;
        bits[bit / Long.SIZE] |= 1L << bit;
    }

    /** Whether it may have been added; of those that were not, few are. */
    public boolean mayHave(int key) {
        int bit = (key ^ key >>> 16) & BITS - 1;
        return (bits[bit / Long.SIZE] & 1L << bit) != 0;
    }
}
