package bwdc.directory.okta;

import bwdc.directory.DirectoryUser;
import bwdc.json.JsonObject;
import bwdc.settings.Spelling;
import java.util.Optional;

/**
 * A user as Okta tells it.
 *
 * @param lastUpdated as Okta writes it, empty when it is missing
 * @param email trimmed and in lower case, empty when there is none
 */
record Person(String id, String status, String lastUpdated, Optional<String> email) {
    static Person of(String id, JsonObject json) {
        return new Person(
                id,
                json.text("status").orElse(""),
                json.text("lastUpdated").orElse(""),
                json.object("profile")
                        .flatMap(profile -> profile.text("email"))
                        .map(Spelling::normal)
                        .filter(mail -> !mail.isEmpty()));
    }

    boolean isDeprovisioned() {
        return status.equals("DEPROVISIONED");
    }

    /** Every other status is one of an active account: who has not signed in yet, or forgot a password, is still there. */
    DirectoryUser user() {
        return new DirectoryUser(id, id, email.orElse(null), status.equals("SUSPENDED"), isDeprovisioned());
    }

    /** Whichever of two versions is the later one, this one where that cannot be told: Okta writes all times alike. */
    Person later(Person other) {
        return other.lastUpdated.compareTo(lastUpdated) > 0 ? other : this;
    }

    /** What tells that it is the same as before. */
    String version() {
        return id + "@" + lastUpdated;
    }
}
