package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
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
        Values.accountExpires(entry).ifPresent(end -> signs.add("expires: accountExpires is " + end));
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
}
