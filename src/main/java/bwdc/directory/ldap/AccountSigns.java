package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What says in the entries of various servers that an account is disabled, locked, expired or deleted. */
final class AccountSigns {
    static final List<String> ATTRIBUTES = List.of(
            "userAccountControl",
            "accountExpires",
            "isDeleted",
            "lastKnownParent",
            "nsAccountLock",
            "pwdAccountLockedTime",
            "loginDisabled");

    /** From 1601, where Windows begins to count, to 1970. */
    private static final long SECONDS_TO_1970 = 11_644_473_600L;

    private AccountSigns() {}

    static boolean isDeleted(SearchResultEntry entry) {
        return isTrue(entry, "isDeleted");
    }

    static List<String> of(SearchResultEntry entry) {
        List<String> signs = new ArrayList<>();
        if (isDeleted(entry)) {
            var parent = entry.getAttributeValue("lastKnownParent");
            signs.add("deleted: isDeleted is TRUE" + (parent == null ? "" : ", it was in " + parent));
        }
        var control = entry.getAttributeValue("userAccountControl");
        if (control != null && Values.disabled(control)) {
            signs.add("disabled: userAccountControl " + control + " has bit 2");
        }
        var expires = expires(entry);
        if (expires != null) {
            signs.add("expires: accountExpires is " + expires);
        }
        if (isTrue(entry, "nsAccountLock")) {
            signs.add("locked: nsAccountLock is true");
        }
        if (isTrue(entry, "loginDisabled")) {
            signs.add("disabled: loginDisabled is TRUE");
        }
        var locked = entry.getAttributeValue("pwdAccountLockedTime");
        if (locked != null) {
            signs.add("locked: pwdAccountLockedTime is " + locked);
        }
        return signs;
    }

    private static boolean isTrue(SearchResultEntry entry, String attribute) {
        return "TRUE".equalsIgnoreCase(entry.getAttributeValue(attribute));
    }

    /** In tenths of microseconds since 1601; 0 and the largest number mean never ([MS-ADA1] 2.4). */
    private static @org.jspecify.annotations.Nullable Instant expires(SearchResultEntry entry) {
        var value = entry.getAttributeValueAsLong("accountExpires");
        return value == null || value <= 0 || value == Long.MAX_VALUE
                ? null
                : Instant.ofEpochSecond(value / 10_000_000 - SECONDS_TO_1970);
    }
}
