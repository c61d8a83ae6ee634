package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What entries of an LDAP directory tell beyond what the reference reads.
 *
 * @param externalId what a user or group is known by in Bitwarden
 * @param disabledBy what marks an account as disabled, besides {@code userAccountControl}
 * @param memberOf the attribute of users that names their groups, in place of the groups' member attribute
 * @param primaryGroups whether a user's primary group has the user as a member (Active Directory), which {@code member}
 *     does not tell
 * @param expiredAreDisabled whether an account past {@code accountExpires} counts as disabled (Active Directory)
 */
public record EntrySettings(
        ExternalId externalId,
        List<DisabledBy> disabledBy,
        Optional<String> memberOf,
        boolean primaryGroups,
        boolean expiredAreDisabled) {
    /** What a user or group is known by. */
    public enum ExternalId {
        /** As in the reference: {@code objectGUID} where an entry has one, else the DN. */
        AUTO("auto"),
        DN("dn"),
        /** RFC 4530. */
        ENTRY_UUID("entryUUID"),
        /** 389 Directory Server and its relatives. */
        NS_UNIQUE_ID("nsUniqueId"),
        /** Active Directory. */
        OBJECT_GUID("objectGUID");

        private final String word;

        ExternalId(String word) {
            this.word = word;
        }

        /** As it is written in settings; where it is an attribute, its name. */
        public String word() {
            return word;
        }
    }

    /** Attributes by which servers mark disabled accounts. */
    public enum DisabledBy {
        /** 389 Directory Server and FreeIPA; roles set it too. */
        NS_ACCOUNT_LOCK("nsAccountLock"),
        /** The password policy of OpenLDAP (draft-behera-ldap-password-policy 5.3.3). */
        PWD_ACCOUNT_LOCKED_TIME("pwdAccountLockedTime"),
        /** eDirectory. */
        LOGIN_DISABLED("loginDisabled"),
        /** RFC 2307. */
        SHADOW_EXPIRE("shadowExpire");

        private final String attribute;

        DisabledBy(String attribute) {
            this.attribute = attribute;
        }

        public String attribute() {
            return attribute;
        }
    }

    public EntrySettings {
        disabledBy = List.copyOf(disabledBy);
    }

    /** @throws Fault with exit code 3 when one of them is not known */
    public static EntrySettings of(Settings settings) {
        var ad = settings.flag("ldap.ad");
        return new EntrySettings(
                externalId(settings.text("ldap.externalId").orElse("auto")),
                disabledBy(settings.text("ldap.disabledBy").orElse("")),
                settings.text("ldap.memberOf").map(String::strip),
                ad && settings.flag("ldap.primaryGroup"),
                ad && settings.flag("ldap.expiredAsDisabled"));
    }

    private static ExternalId externalId(String text) {
        for (var each : ExternalId.values()) {
            if (each.word.equalsIgnoreCase(text.strip())) {
                return each;
            }
        }
        throw unknown(
                "ldap.externalId",
                text,
                Arrays.stream(ExternalId.values()).map(ExternalId::word).toList());
    }

    private static List<DisabledBy> disabledBy(String text) {
        List<DisabledBy> found = new ArrayList<>();
        for (var word : text.split(",", -1)) {
            if (!word.isBlank()) {
                found.add(disabledByOne(word.strip()));
            }
        }
        return found;
    }

    private static DisabledBy disabledByOne(String word) {
        for (var each : DisabledBy.values()) {
            if (each.attribute.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw unknown(
                "ldap.disabledBy",
                word,
                Arrays.stream(DisabledBy.values()).map(DisabledBy::attribute).toList());
    }

    private static Fault unknown(String setting, String text, List<String> words) {
        return Fault.of(ExitCode.SETTINGS, "The setting " + setting + " does not know \"" + text.strip() + "\".")
                .hint("it knows " + words.stream().collect(Collectors.joining(", ")));
    }

    /** Whole, as Java writes a record; its own way makes code while it runs, which costs every run some milliseconds. */
    @Override
    public String toString() {
        return "EntrySettings[externalId=" + externalId + ", disabledBy=" + disabledBy + ", memberOf=" + memberOf
                + ", primaryGroups=" + primaryGroups + ", expiredAreDisabled=" + expiredAreDisabled + "]";
    }
}
