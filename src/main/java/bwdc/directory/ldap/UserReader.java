package bwdc.directory.ldap;

import bwdc.directory.DirectoryUser;
import bwdc.directory.Findings;
import bwdc.settings.Spelling;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes users out of entries and remembers their DNs for the groups. */
final class UserReader {
    private final Scheme scheme;
    private final Members members;
    private final PrimaryGroups primaryGroups;
    private final Revisions revisions;
    private final Set<String> leftOut;
    private final List<String> warnings;
    private final Accounts accounts;
    private final Findings findings;
    private final List<DirectoryUser> users = new ArrayList<>();
    private String lastId = "";

    /** @param leftOut takes the external ids of people without a usable address */
    UserReader(
            Scheme scheme,
            Accounts accounts,
            Members members,
            PrimaryGroups primaryGroups,
            Revisions revisions,
            Set<String> leftOut,
            List<String> warnings,
            Findings findings) {
        this.scheme = scheme;
        this.members = members;
        this.primaryGroups = primaryGroups;
        this.revisions = revisions;
        this.accounts = accounts;
        this.leftOut = leftOut;
        this.warnings = warnings;
        this.findings = findings;
    }

    List<DirectoryUser> users() {
        return users;
    }

    /**
     * An entry that is a user for the organization, and a possible member of groups.
     *
     * @return the user, empty for one who is left out
     */
    Optional<DirectoryUser> userAndMember(SearchResultEntry entry) {
        var id = member(entry);
        return user(entry, id, false);
    }

    /** An entry that only groups need to know, and no user. */
    Optional<DirectoryUser> onlyMember(SearchResultEntry entry) {
        member(entry);
        return Optional.empty();
    }

    /** The external id of the last entry. */
    String lastId() {
        return lastId;
    }

    /** An entry that changed; what was sent already is left out. */
    void changedUser(SearchResultEntry entry) {
        user(entry, scheme.externalId(entry), false);
    }

    /**
     * A deleted entry.
     *
     * @param isListed whether it is among the users
     * @return its external id
     */
    String deletedUser(SearchResultEntry entry, boolean isListed) {
        var id = scheme.externalId(entry);
        if (isListed) {
            user(entry, id, true);
        }
        return id;
    }

    /** Entries without mail, disabled ones and contacts too are members: what counts is decided by the server. */
    private String member(SearchResultEntry entry) {
        var id = scheme.externalId(entry);
        lastId = id;
        int place = members.user(entry.getDN(), id);
        if (scheme.entries().primaryGroups()) {
            primaryGroups.user(entry, id);
        }
        try {
            Values.first(entry, "uid").ifPresent(uid -> members.uid(uid, place));
        } catch (Values.NotText e) {
            warn(entry, e);
        }
        return id;
    }

    private Optional<DirectoryUser> user(SearchResultEntry entry, String id, boolean deleted) {
        try {
            var email = email(scheme, entry);
            if (!deleted && email.filter(text -> !text.isEmpty()).isEmpty()) {
                leftOut.add(id);
                findings.leftOut(entry.getDN(), id, "without mail");
                return Optional.empty();
            }
            var user = new DirectoryUser(entry.getDN(), id, email.orElse(null), accounts.isDisabled(entry), deleted);
            if (deleted || revisions.isNew(entry, user::toString)) {
                users.add(user);
            }
            return Optional.of(user);
        } catch (Values.NotText e) {
            leftOut.add(id);
            findings.leftOut(entry.getDN(), id, "with a mail that is not text");
            warn(entry, e);
            return Optional.empty();
        }
    }

    /** The address that counts; what is not set is made up where the settings say so. */
    static Optional<String> email(Scheme scheme, SearchResultEntry entry) throws Values.NotText {
        var email = Values.first(entry, scheme.email());
        if (email.isEmpty() && scheme.emailPrefix().isPresent()) {
            email = Values.first(entry, scheme.emailPrefix().get())
                    .map(prefix -> prefix + scheme.emailSuffix().orElse(""));
        }
        return email.map(text -> Values.lower(Spelling.trim(text)));
    }

    private void warn(SearchResultEntry entry, Values.NotText problem) {
        warnings.add("left out " + entry.getDN() + ": its " + problem.getMessage() + " is not valid UTF-8 text");
    }
}
