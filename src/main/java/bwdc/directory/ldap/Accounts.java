package bwdc.directory.ldap;

import bwdc.settings.EntrySettings.DisabledBy;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Tells whether an account is disabled: by {@code userAccountControl}, and by what the settings name besides. */
final class Accounts {
    /**
     * Locked by an administrator until one unlocks it (draft-behera-ldap-password-policy 5.3.3). Any other time is that of
     * too many wrong passwords: whoever mistyped theirs has not left.
     */
    private static final String LOCKED_FOR_GOOD = "000001010000Z";

    private final List<DisabledBy> marks;
    private final Clock clock;

    Accounts(List<DisabledBy> marks, Clock clock) {
        this.marks = marks;
        this.clock = clock;
    }

    boolean isDisabled(SearchResultEntry entry) throws Values.NotText {
        if (has(entry, "userAccountControl", Values::disabled)) {
            return true;
        }
        for (var mark : marks) {
            if (has(entry, mark.attribute(), meaning(mark))) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(SearchResultEntry entry, String attribute, Predicate<String> meaning)
            throws Values.NotText {
        return Values.first(entry, attribute).filter(meaning).isPresent();
    }

    private Predicate<String> meaning(DisabledBy mark) {
        return switch (mark) {
            case NS_ACCOUNT_LOCK, LOGIN_DISABLED -> value -> value.strip().equalsIgnoreCase("true");
            case PWD_ACCOUNT_LOCKED_TIME ->
                value -> value.strip().toUpperCase(Locale.ROOT).equals(LOCKED_FOR_GOOD);
            case SHADOW_EXPIRE -> this::hasExpired;
        };
    }

    /** Days since 1970; shadow(5) leaves open what 0 means, and -1 is never. */
    private boolean hasExpired(String days) {
        try {
            long day = Long.parseLong(days.strip());
            return day > 0 && day <= Duration.ofMillis(clock.millis()).toDays();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
