package bwdc.sync;

/**
 * One thing that waits for somebody's decision. Two of them are the same when they are about the same, however it is
 * worded; see {@link #key()}.
 *
 * @param id external id of the person, or of the group that is missing
 * @param scope external id of the group that loses the person, the new mail address, or empty
 * @param name the person's address or the group's name
 * @param detail why, or where: for people
 */
public record HeldChange(Kind kind, String id, String scope, String name, String detail) {

    /** What kind of change a hold is about; each has a hold of its own. */
    public enum Kind {
        /** People are removed from the organization. */
        USERS,
        /** People lose groups. */
        MEMBERS,
        /** Mail addresses change. */
        MAILS,
        /** Users or groups are missing in the directory; the organization keeps them whatever is decided. */
        MISSING
    }

    /** What an approval is compared by. */
    public String key() {
        return kind + "\n" + id + "\n" + scope;
    }
}
