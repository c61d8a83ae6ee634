package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.EntrySettings.ExternalId;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What an entry is known by in Bitwarden. */
final class ExternalIds {
    private ExternalIds() {}

    /**
     * The id of one kind.
     *
     * @throws Fault when the entry has none: another kind of id in its place would make it somebody else
     */
    static String of(SearchResultEntry entry, ExternalId kind) {
        return switch (kind) {
            case AUTO -> Values.guid(entry).orElse(entry.getDN());
            case DN -> entry.getDN();
            case OBJECT_GUID -> Values.guid(entry).orElseThrow(() -> missing(entry, kind));
            case ENTRY_UUID, NS_UNIQUE_ID -> text(entry, kind);
        };
    }

    /** Ids by the {@code objectGUID} of entries that are no more; none where ids are of another kind. */
    static Set<String> of(Set<UUID> deleted, ExternalId kind) {
        return switch (kind) {
            case AUTO, OBJECT_GUID -> deleted.stream().map(UUID::toString).collect(Collectors.toSet());
            case DN, ENTRY_UUID, NS_UNIQUE_ID -> Set.of();
        };
    }

    private static String text(SearchResultEntry entry, ExternalId kind) {
        var attribute = Values.find(entry, kind.word());
        if (attribute == null || attribute.size() == 0) {
            throw missing(entry, kind);
        }
        return attribute.getValue();
    }

    private static Fault missing(SearchResultEntry entry, ExternalId kind) {
        return Fault.of(
                        ExitCode.DIRECTORY,
                        entry.getDN() + " has no " + kind.word() + ", which is to be its external id.")
                .hint(
                        "may the account read it? Servers differ: entryUUID in OpenLDAP, nsUniqueId in 389 Directory Server,"
                                + " objectGUID in Active Directory. `bwdc doctor` tells; nothing was sent");
    }
}
