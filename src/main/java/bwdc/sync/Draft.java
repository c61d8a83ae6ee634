package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.directory.DirectoryUser;
import bwdc.settings.SyncSettings;
import java.util.List;

/**
 * What is to be sent, before it is cut into requests.
 *
 * @param overwriteExisting whether the server removes whoever is not listed
 * @param onceGroups how many groups, at the end of their list, are sent this once only
 * @param onceMembers the same for members: somebody who left is sent as deleted once
 */
public record Draft(
        List<ImportRequest.Group> groups,
        List<ImportRequest.Member> members,
        boolean overwriteExisting,
        int onceGroups,
        int onceMembers) {

    /** A company as the reference sends it. */
    public static Draft of(Company company, SyncSettings settings) {
        return new Draft(
                company.groups().stream()
                        .map(group -> new ImportRequest.Group(group.name(), group.externalId(), group.members()))
                        .toList(),
                company.users().stream().map(user -> member(user, settings)).toList(),
                settings.overwriteExisting(),
                0,
                0);
    }

    static ImportRequest.Member member(DirectoryUser user, SyncSettings settings) {
        return new ImportRequest.Member(user.email(), user.externalId(), isLeaver(user, settings));
    }

    /** Whether the reference would send this person as deleted. */
    static boolean isLeaver(DirectoryUser user, SyncSettings settings) {
        return user.deleted() || settings.removeDisabled() && user.disabled();
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return groups.isEmpty() && members.isEmpty();
    }

    /** What the next run would send if the directory stayed as it is: its hash is the one to be remembered. */
    Draft repeated() {
        return new Draft(
                groups.subList(0, groups.size() - onceGroups),
                members.subList(0, members.size() - onceMembers),
                overwriteExisting,
                0,
                0);
    }
}
