package bwdc.directory;

/**
 * What became of an entry that a group lists, but that is neither a user nor a group of the read.
 *
 * @param detail what the directory says of it, or empty
 */
public record Whereabouts(Kind kind, String detail) {
    /** The ways to be missing. */
    public enum Kind {
        OUTSIDE("outside-user-base", "outside the user search base"),
        FILTERED("filtered-out", "left out by the user filter"),
        GROUP("group-not-read", "groups outside the group search base or filter"),
        CONTACT("contact", "contacts"),
        COMPUTER("computer", "computers"),
        FOREIGN("foreign", "of another domain"),
        OTHER_KIND("other-kind", "of another kind"),
        DELETED("deleted", "deleted"),
        GONE("gone", "without an entry"),
        NOBODY("unknown-name", "names that nobody has"),
        HIDDEN("not-readable", "that the account may not see"),
        ELSEWHERE("elsewhere", "on another server"),
        UNASKED("not-asked", "not looked for: too many");

        private final String code;
        private final String words;

        Kind(String code, String words) {
            this.code = code;
            this.words = words;
        }

        /** For programs. */
        public String code() {
            return code;
        }

        /** {@code 3 outside the user search base}. */
        public String words() {
            return words;
        }
    }
}
