package bwdc.directory.google;

import bwdc.directory.DirectoryUser;
import bwdc.directory.Findings;
import bwdc.json.JsonObject;
import bwdc.settings.SetFilter;
import bwdc.settings.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes users out of Google's, and remembers who everybody is. */
final class UserReader {
    /** What is asked of each user. */
    static final String FIELDS = "id,primaryEmail,emails,suspended,archived";

    private final SetFilter filter;
    private final Findings findings;
    private final List<DirectoryUser> users = new ArrayList<>();
    private final List<String> everybody = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();

    UserReader(SetFilter filter, Findings findings) {
        this.filter = filter;
        this.findings = findings;
    }

    List<DirectoryUser> users() {
        return users;
    }

    /**
     * Ids of those who are members where everybody is one, as in the reference: all who were read, also the disabled, the
     * deleted and those without a main address.
     */
    List<String> everybody() {
        return everybody;
    }

    Set<String> leftOut() {
        return leftOut;
    }

    /** An account without any address is nobody; the reference takes an empty list for an address. */
    void active(JsonObject user) {
        var emails = user.get("emails");
        if (emails == null || emails.equals("")) {
            leaveOut(user);
        } else {
            add(user, false);
        }
    }

    void deleted(JsonObject user) {
        add(user, true);
    }

    private void add(JsonObject user, boolean deleted) {
        var id = id(user);
        var email = email(user);
        if (filter.named().filter(named -> !named.keeps(email.orElse(null))).isPresent()) {
            return;
        }
        everybody.add(id);
        if (!deleted && email.filter(Predicate.not(String::isEmpty)).isEmpty()) {
            leaveOut(user);
        } else {
            users.add(new DirectoryUser(id, id, email.orElse(null), isDisabled(user), deleted));
        }
    }

    private void leaveOut(JsonObject user) {
        leftOut.add(id(user));
        findings.leftOut(id(user), id(user), "without mail");
    }

    static String id(JsonObject entry) {
        return entry.text("id").filter(Predicate.not(String::isEmpty)).orElseThrow(Lists::withoutId);
    }

    static Optional<String> email(JsonObject user) {
        return user.text("primaryEmail").map(Spelling::normal);
    }

    static boolean isDisabled(JsonObject user) {
        return user.flag("suspended").orElse(false) || user.flag("archived").orElse(false);
    }
}
