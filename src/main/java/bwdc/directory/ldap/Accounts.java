package bwdc.directory.ldap;

import bwdc.settings.EntrySettings;
import bwdc.settings.EntrySettings.DisabledBy;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether an account is disabled: by {@code userAccountControl}, and by what the settings name besides; and what else an
 * entry says of its account.
 */
final class Accounts {
    /** What {@link #signs} looks at. */
    static final List<String> ATTRIBUTES = List.of(
            "userAccountControl",
            "accountExpires",
            "isDeleted",
            "lastKnownParent",
            "nsAccountLock",
            "pwdAccountLockedTime",
            "loginDisabled",
            "shadowExpire");

    /**
     * Locked by an administrator until one unlocks it (draft-behera-ldap-password-policy 5.3.3). Any other time is that of
     * too many wrong passwords: whoever mistyped theirs has not left.
     */
    private static final String LOCKED_FOR_GOOD = "000001010000Z";

    private final EntrySettings settings;
    private final Clock clock;

    Accounts(EntrySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean isDisabled(SearchResultEntry entry) throws Values.NotText {
        if (Values.first(entry, "userAccountControl").filter(Values::disabled).isPresent()) {
            return true;
        }
        for (var mark : settings.disabledBy()) {
            if (Values.first(entry, mark.attribute())
                    .filter(value -> isDisabled(mark, value))
                    .isPresent()) {
                return true;
            }
        }
        return settings.expiredAreDisabled() && hasEnded(entry);
    }

    private boolean isDisabled(DisabledBy mark, String value) {
        return switch (mark) {
            case NS_ACCOUNT_LOCK, LOGIN_DISABLED -> value.strip().equalsIgnoreCase("true");
            case PWD_ACCOUNT_LOCKED_TIME ->
                value.strip().toUpperCase(Locale.ROOT).equals(LOCKED_FOR_GOOD);
            case SHADOW_EXPIRE -> hasCome(value);
        };
    }

    /** Days since 1970; shadow(5) leaves open what 0 means, and -1 is never. */
    private boolean hasCome(String days) {
        try {
            long day = Long.parseLong(days.strip());
            return day > 0 && day <= Duration.ofMillis(clock.millis()).toDays();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean hasEnded(SearchResultEntry entry) {
        return Values.accountExpires(entry)
                .filter(end -> !end.isAfter(clock.instant()))
                .isPresent();
    }

    static boolean isDeleted(SearchResultEntry entry) {
        return "TRUE".equalsIgnoreCase(entry.getAttributeValue("isDeleted"));
    }

    /** What says that the account is disabled, locked, expired or deleted, and whether a sync goes by it. */
    List<String> signs(SearchResultEntry entry) {
        List<String> signs = new ArrayList<>();
        if (isDeleted(entry)) {
            var parent = entry.getAttributeValue("lastKnownParent");
            signs.add("deleted: isDeleted is TRUE" + (parent == null ? "" : ", it was in " + parent));
        }
        var control = entry.getAttributeValue("userAccountControl");
        if (control != null && Values.disabled(control)) {
            signs.add("disabled: userAccountControl " + control + " has bit 2");
        }
        expiry(entry, signs);
        for (var mark : DisabledBy.values()) {
            var value = entry.getAttributeValue(mark.attribute());
            if (value != null) {
                sign(mark, value, signs);
            }
        }
        return signs;
    }

    private void expiry(SearchResultEntry entry, List<String> signs) {
        Values.accountExpires(entry).ifPresent(end -> {
            var sign = (hasEnded(entry) ? "expired" : "expires") + ": accountExpires is " + end;
            signs.add(
                    hasEnded(entry) && !settings.expiredAreDisabled()
                            ? sign + "; does not count: ldap.expiredAsDisabled is false"
                            : sign);
        });
    }

    private void sign(DisabledBy mark, String value, List<String> signs) {
        var sign = mark.attribute() + " is " + value;
        if (isDisabled(mark, value)) {
            signs.add("disabled: " + sign
                    + (settings.disabledBy().contains(mark)
                            ? ""
                            : "; does not count: ldap.disabledBy does not name it"));
        } else if (mark == DisabledBy.PWD_ACCOUNT_LOCKED_TIME) {
            signs.add("locked after wrong passwords: " + sign + "; does not count");
        }
    }
}
