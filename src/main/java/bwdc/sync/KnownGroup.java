package bwdc.sync;

/**
 * A group of the {@link Baseline}; its members are places in {@link Baseline#users()}, ascending.
 *
 * @param members whom it has in the directory, with the members of the groups inside it
 * @param kept whom it has no longer in the directory, but still in the organization, because their removal waits
 */
public record KnownGroup(String externalId, String name, int[] members, int[] kept, Listing listing) {

    /** Whether the directory has the group. The organization keeps it in any case: an import never deletes a group. */
    public enum Listing {
        /** It is in the directory. */
        LISTED(0),
        /** It is gone, together with so many that somebody has to say that this is right. */
        DOUBTED(1),
        /** It is gone. */
        GONE(2);

        private final int code;

        Listing(int code) {
            this.code = code;
        }

        /** As the baseline's file has it. */
        public int code() {
            return code;
        }
    }

    /** How many members the organization was told. */
    public int size() {
        return members.length + kept.length;
    }

    KnownGroup as(Listing now) {
        return new KnownGroup(externalId, name, members, kept, now);
    }
}
