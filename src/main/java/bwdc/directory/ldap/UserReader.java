package bwdc.directory.ldap;

import bwdc.directory.DirectoryUser;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes users out of entries and remembers their DNs for the groups. */
final class UserReader {
    private final Scheme scheme;
    private final Members members;
    private final Revisions revisions;
    private final Set<String> leftOut;
    private final List<String> warnings;
    private final Accounts accounts;
    private final List<DirectoryUser> users = new ArrayList<>();

    /** @param leftOut takes the external ids of people without a usable address */
    UserReader(
            Scheme scheme,
            Members members,
            Revisions revisions,
            Accounts accounts,
            Set<String> leftOut,
            List<String> warnings) {
        this.scheme = scheme;
        this.members = members;
        this.revisions = revisions;
        this.accounts = accounts;
        this.leftOut = leftOut;
        this.warnings = warnings;
    }

    List<DirectoryUser> users() {
        return users;
    }

    /** An entry that is a user for the organization, and a possible member of groups. */
    void userAndMember(SearchResultEntry entry) {
        var id = member(entry);
        user(entry, id, false);
    }

    /** An entry that only groups need to know. */
    void onlyMember(SearchResultEntry entry) {
        member(entry);
    }

    /** An entry that changed; what was sent already is left out. */
    void changedUser(SearchResultEntry entry) {
        user(entry, scheme.externalId(entry), false);
    }

    void deletedUser(SearchResultEntry entry) {
        user(entry, scheme.externalId(entry), true);
    }

    /** Entries without mail, disabled ones and contacts too are members: what counts is decided by the server. */
    private String member(SearchResultEntry entry) {
        var id = scheme.externalId(entry);
        members.user(entry.getDN(), id);
        try {
            Values.first(entry, "uid").ifPresent(uid -> members.uid(uid, id));
        } catch (Values.NotText e) {
            warn(entry, e);
        }
        return id;
    }

    private void user(SearchResultEntry entry, String id, boolean deleted) {
        try {
            var email = email(entry);
            if (!deleted && email.filter(text -> !text.isEmpty()).isEmpty()) {
                leftOut.add(id);
                return;
            }
            var user = new DirectoryUser(entry.getDN(), id, email.orElse(null), accounts.isDisabled(entry), deleted);
            if (deleted || revisions.isNew(entry, user::toString)) {
                users.add(user);
            }
        } catch (Values.NotText e) {
            leftOut.add(id);
            warn(entry, e);
        }
    }

    private Optional<String> email(SearchResultEntry entry) throws Values.NotText {
        var email = Values.first(entry, scheme.email());
        if (email.isEmpty() && scheme.emailPrefix().isPresent()) {
            email = Values.first(entry, scheme.emailPrefix().get())
                    .map(prefix -> prefix + scheme.emailSuffix().orElse(""));
        }
        return email.map(text -> Values.lower(Values.trim(text)));
    }

    private void warn(SearchResultEntry entry, Values.NotText problem) {
        warnings.add("left out " + entry.getDN() + ": its " + problem.getMessage() + " is not valid UTF-8 text");
    }
}
