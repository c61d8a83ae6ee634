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
    /** 1601-01-01, from which Windows counts in tenths of microseconds ([MS-DTYP] 2.3.3). */
    private static final Instant WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private static final long TICKS_PER_SECOND = 10_000_000;

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

    /** Whether the account has ended; 0 and the largest number mean never ([MS-ADA1] 2.1). */
    boolean isExpired(SearchResultEntry entry) {
        var ticks = expiredAreDisabled ? entry.getAttributeValueAsLong("accountExpires") : null;
        return ticks != null
                && ticks > 0
                && ticks < Long.MAX_VALUE
                && !WINDOWS_EPOCH.plusSeconds(ticks / TICKS_PER_SECOND).isAfter(now);
    }
}
