package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.EntrySettings;
import bwdc.settings.SyncSettings;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which entries are users and groups, and which attributes tell what about them. For Active Directory all of it is known;
 * the reference writes these values into data.json when it saves settings, here they hold whether written or not.
 */
record Scheme(
        String userClass,
        String groupClass,
        String email,
        String groupName,
        String member,
        Optional<String> revision,
        Optional<String> emailPrefix,
        Optional<String> emailSuffix,
        EntrySettings entries) {

    static Scheme of(SyncSettings sync, boolean activeDirectory, EntrySettings entries) {
        var revision = sync.revisionDateAttribute();
        var prefix = sync.emailPrefixAttribute();
        if (activeDirectory) {
            return new Scheme(
                    sync.userObjectClass().orElse("person"),
                    sync.groupObjectClass().orElse("group"),
                    sync.userEmailAttribute().orElse("mail"),
                    sync.groupNameAttribute().orElse("name"),
                    sync.memberAttribute().orElse("member"),
                    revision.or(() -> Optional.of("whenChanged")),
                    madeUp(sync, prefix.or(() -> Optional.of("sAMAccountName"))),
                    sync.emailSuffix(),
                    entries);
        }
        requireAttributes(sync, entries);
        return new Scheme(
                sync.userObjectClass().orElse(""),
                sync.groupObjectClass().orElse(""),
                sync.userEmailAttribute().orElse(""),
                sync.groupNameAttribute().orElse("cn"),
                sync.memberAttribute().orElse(""),
                revision,
                madeUp(sync, prefix),
                sync.emailSuffix(),
                entries);
    }

    private static Optional<String> madeUp(SyncSettings sync, Optional<String> prefix) {
        return sync.useEmailPrefixSuffix() && sync.emailSuffix().isPresent() ? prefix : Optional.empty();
    }

    private static void requireAttributes(SyncSettings sync, EntrySettings entries) {
        List<String> missing = new ArrayList<>();
        require(missing, sync.userObjectClass(), "sync.userObjectClass (inetOrgPerson)");
        require(missing, sync.userEmailAttribute(), "sync.userEmailAttribute (mail)");
        if (sync.groups()) {
            require(missing, sync.groupObjectClass(), "sync.groupObjectClass (groupOfNames)");
            require(missing, sync.memberAttribute().or(entries::memberOf), "sync.memberAttribute (member)");
        }
        if (!missing.isEmpty()) {
            throw Fault.of(ExitCode.SETTINGS, "Directory configuration incomplete.")
                    .details(missing.stream().map(name -> name + " is not set").toList())
                    .hint("set them with bwdc config, or ldap.ad to true if the server is Active Directory");
        }
    }

    private static void require(List<String> missing, Optional<String> value, String name) {
        if (value.isEmpty()) {
            missing.add(name);
        }
    }

    /** What an entry is known by in Bitwarden. */
    String externalId(SearchResultEntry entry) {
        return ExternalIds.of(entry, entries.externalId());
    }

    List<String> userAttributes() {
        List<String> names = new ArrayList<>(List.of(email, "objectGUID", "userAccountControl", "uid"));
        emailPrefix.ifPresent(names::add);
        entries.memberOf().ifPresent(names::add);
        entries.disabledBy().forEach(mark -> names.add(mark.attribute()));
        if (entries.expiredAreDisabled()) {
            names.add("accountExpires");
        }
        if (entries.primaryGroups()) {
            names.addAll(List.of("objectSid", "primaryGroupID"));
        }
        common(names);
        return names;
    }

    List<String> groupAttributes() {
        List<String> names = new ArrayList<>(
                List.of(groupName, "cn", "objectGUID", entries.memberOf().orElse(member)));
        if (entries.primaryGroups()) {
            names.add("objectSid");
        }
        common(names);
        return names;
    }

    private void common(List<String> names) {
        revision.ifPresent(names::add);
        switch (entries.externalId()) {
            case ENTRY_UUID, NS_UNIQUE_ID -> names.add(entries.externalId().word());
            case AUTO, DN, OBJECT_GUID -> {}
        }
    }

    /** Whole, as Java writes a record; its own way makes code while it runs, which costs every run some milliseconds. */
    @Override
    public String toString() {
        return "Scheme[userClass=" + userClass + ", groupClass=" + groupClass + ", email=" + email + ", groupName="
                + groupName + ", member=" + member + ", revision=" + revision + ", emailPrefix=" + emailPrefix
                + ", emailSuffix=" + emailSuffix + ", entries=" + entries + "]";
    }
}
