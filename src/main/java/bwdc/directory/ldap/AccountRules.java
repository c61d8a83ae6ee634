package bwdc.directory.ldap;

import bwdc.settings.Settings;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What Active Directory knows of accounts besides what the reference reads.
 *
 * @param primaryGroups whether a user's primary group has the user as a member, which {@code member} does not tell
 * @param expiredAreDisabled whether an account past {@code accountExpires} counts as disabled
 * @param now the time by which an account has expired
 */
record AccountRules(boolean primaryGroups, boolean expiredAreDisabled, Instant now) {
    static AccountRules of(Settings settings, Instant now) {
        var ad = settings.flag("ldap.ad");
        return new AccountRules(
                ad && settings.flag("ldap.primaryGroup"), ad && settings.flag("ldap.expiredAsDisabled"), now);
    }

    /** What is not usual, for a fingerprint. */
    String words() {
        return (primaryGroups ? " primary groups" : "") + (expiredAreDisabled ? " expired are disabled" : "");
    }

    /** The attributes with what is needed to tell. */
    List<String> user(List<String> attributes) {
        var all = new ArrayList<>(attributes);
        if (primaryGroups) {
            all.addAll(List.of("objectSid", "primaryGroupID"));
        }
        if (expiredAreDisabled) {
            all.add("accountExpires");
        }
        return all;
    }

    List<String> group(List<String> attributes) {
        var all = new ArrayList<>(attributes);
        if (primaryGroups) {
            all.add("objectSid");
        }
        return all;
    }

    /** Whether the account has ended. */
    boolean isExpired(SearchResultEntry entry) {
        return expiredAreDisabled
                && Values.accountExpires(entry).filter(end -> !end.isAfter(now)).isPresent();
    }
}
