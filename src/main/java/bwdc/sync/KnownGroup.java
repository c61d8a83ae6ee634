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
        LISTED,
        /** It is gone, together with so many that somebody has to say that this is right. */
        DOUBTED,
        /** It is gone. */
        GONE
    }

    /** How many members the organization was told. */
    public int size() {
        return members.length + kept.length;
    }

    KnownGroup as(Listing now) {
        return new KnownGroup(externalId, name, members, kept, now);
    }
}
