package bwdc.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** Why people are sent as deleted, by external id. */
    public static Map<String, Reason> causes(Company company, List<Removal> removals) {
        Map<String, Reason> causes = new HashMap<>();
        for (var user : company.users()) {
            if (user.deleted() || user.disabled()) {
                causes.put(user.externalId(), user.deleted() ? Reason.DELETED : Reason.DISABLED);
            }
        }
        removals.forEach(removal -> causes.put(removal.externalId(), removal.reason()));
        return causes;
    }
}
