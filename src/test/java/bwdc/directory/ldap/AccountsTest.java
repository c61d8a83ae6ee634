package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.settings.EntrySettings;
import bwdc.settings.EntrySettings.DisabledBy;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A read and {@code bwdc why} agree on who is disabled. */
class AccountsTest {
    private static Accounts accounts(boolean expired, DisabledBy... marks) {
        return new Accounts(
                new EntrySettings(EntrySettings.ExternalId.AUTO, List.of(marks), Optional.empty(), false, expired),
                Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));
    }

    private static SearchResultEntry entry(String attribute, String value) {
        return new SearchResultEntry("uid=ann", List.of(new Attribute(attribute, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "userAccountControl, 514, true, disabled: userAccountControl 514 has bit 2",
        "userAccountControl, 512, false, ",
        "nsAccountLock, true, true, disabled: nsAccountLock is true",
        "nsAccountLock, FALSE, false, ",
        "loginDisabled, TRUE, true, disabled: loginDisabled is TRUE",
        "pwdAccountLockedTime, 000001010000Z, true, disabled: pwdAccountLockedTime is 000001010000Z",
        "pwdAccountLockedTime, 20260228120000Z, false,"
                + " locked after wrong passwords: pwdAccountLockedTime is 20260228120000Z; does not count",
        "shadowExpire, 20000, true, disabled: shadowExpire is 20000",
        "shadowExpire, 30000, false, ",
        "accountExpires, 133485408000000000, true, expired: accountExpires is 2024-01-01T00:00:00Z",
        "accountExpires, 9223372036854775807, false, "
    })
    void signsSayWhatCounts(String attribute, String value, boolean disabled, String sign) throws Values.NotText {
        var entry = entry(attribute, value);
        var all = accounts(true, DisabledBy.values());
        assertThat(all.isDisabled(entry)).isEqualTo(disabled);
        assertThat(String.join("\n", all.signs(entry))).isEqualTo(sign == null ? "" : sign);
    }

    @ParameterizedTest
    @CsvSource({
        "nsAccountLock, TRUE, ldap.disabledBy",
        "loginDisabled, TRUE, ldap.disabledBy",
        "pwdAccountLockedTime, 000001010000Z, ldap.disabledBy",
        "accountExpires, 133485408000000000, ldap.expiredAsDisabled"
    })
    void signsThatNoSettingNamesDoNotCount(String attribute, String value, String setting) throws Values.NotText {
        var entry = entry(attribute, value);
        assertThat(accounts(false).isDisabled(entry)).isFalse();
        assertThat(accounts(false).signs(entry))
                .singleElement()
                .asString()
                .contains("; does not count: " + setting + " ");
    }

    @Test
    void anAccountThatWillEndIsNotDisabled() throws Values.NotText {
        var entry = entry("accountExpires", "134500000000000000");
        assertThat(accounts(true).isDisabled(entry)).isFalse();
        assertThat(accounts(true).signs(entry))
                .singleElement()
                .asString()
                .startsWith("expires: accountExpires is 2027-");
    }
}
