package bwdc.settings;

import java.util.Optional;

/**
 * The {@code sync} block of data.json with its defaults filled in. Blank text counts as not set.
 *
 * @param userPath base of the user searches, see the LDAP source
 */
public record SyncSettings(
        boolean users,
        boolean groups,
        Optional<String> userFilter,
        Optional<String> groupFilter,
        boolean removeDisabled,
        boolean overwriteExisting,
        boolean largeImport,
        boolean inviteUsersAfterProvisioning,
        Optional<String> userObjectClass,
        Optional<String> groupObjectClass,
        Optional<String> userPath,
        Optional<String> groupPath,
        Optional<String> groupNameAttribute,
        Optional<String> userEmailAttribute,
        Optional<String> memberAttribute,
        Optional<String> revisionDateAttribute,
        boolean useEmailPrefixSuffix,
        Optional<String> emailPrefixAttribute,
        Optional<String> emailSuffix) {
    /** Whole, as Java writes a record; its own way makes code while it runs, which costs every run some milliseconds. */
    @Override
    public String toString() {
        return "SyncSettings[users=" + users + ", groups=" + groups + ", userFilter=" + userFilter + ", groupFilter="
                + groupFilter + ", removeDisabled=" + removeDisabled + ", overwriteExisting=" + overwriteExisting
                + ", largeImport=" + largeImport + ", inviteUsersAfterProvisioning=" + inviteUsersAfterProvisioning
                + ", userObjectClass=" + userObjectClass + ", groupObjectClass=" + groupObjectClass + ", userPath="
                + userPath + ", groupPath=" + groupPath + ", groupNameAttribute=" + groupNameAttribute
                + ", userEmailAttribute=" + userEmailAttribute + ", memberAttribute=" + memberAttribute
                + ", revisionDateAttribute=" + revisionDateAttribute + ", useEmailPrefixSuffix=" + useEmailPrefixSuffix
                + ", emailPrefixAttribute=" + emailPrefixAttribute + ", emailSuffix=" + emailSuffix + "]";
    }
}
