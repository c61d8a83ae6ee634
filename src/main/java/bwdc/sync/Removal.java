package bwdc.sync;

/** Somebody who is removed from the organization, and why. */
public record Removal(String externalId, String mail, Reason reason) {

    /** Why somebody is removed. */
    public enum Reason {
        DISABLED("disabled in the directory"),
        DELETED("deleted in the directory"),
        MISSING("left the directory or the filter"),
        LEFT_OUT("without a usable mail address in the directory");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
