package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.bitwarden.ImportRules;
import bwdc.bitwarden.SyncHash;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.SyncSettings;
import java.util.ArrayList;
import java.util.List;

/** From what a directory holds to what is to be sent. Pure: the same input gives the same plan. */
public final class SyncEngine {
    /** How many users or groups one request carries when more are allowed than the server takes at once. */
    private static final int BATCH = 2000;

    private SyncEngine() {}

    /** What a company comes to when everything is sent as it was read. */
    public static SyncPlan plan(Company company, SyncSettings settings, SyncState before) {
        return plan(Draft.of(company, settings), settings, before);
    }

    public static SyncPlan plan(Draft draft, SyncSettings settings, SyncState before) {
        if (draft.overwriteExisting() && draft.members().stream().allMatch(ImportRequest.Member::deleted)) {
            return new SyncPlan.Held(
                    "The directory has no active users, and sync.overwriteExisting would remove every member that the"
                            + " directory manages.",
                    "check the user filter and path with `bwdc test`; if everybody is really to be removed, remove them"
                            + " in the web vault. `bwdc config sync.overwriteExisting false` syncs without removing"
                            + " anybody.");
        }
        if (draft.isEmpty()) {
            return new SyncPlan.Nothing();
        }
        var requests = requests(draft, settings);
        var problems = problems(requests);
        if (!problems.isEmpty()) {
            return new SyncPlan.Refused(problems);
        }
        var hash = SyncHash.of(before.apiUrl(), before.organizationId(), requests);
        if (before.lastHash().filter(hash::matches).isPresent()) {
            return new SyncPlan.Nothing();
        }
        return new SyncPlan.Import(
                hash.bodies(),
                hash.value(),
                remembered(draft, hash, settings, before),
                draft.groups().size(),
                draft.members().size());
    }

    /** What is sent once only is not part of what the next run sends. */
    private static String remembered(Draft draft, SyncHash hash, SyncSettings settings, SyncState before) {
        if (draft.onceGroups() == 0 && draft.onceMembers() == 0) {
            return hash.value();
        }
        var repeated = draft.repeated();
        return repeated.isEmpty()
                ? hash.value()
                : SyncHash.of(before.apiUrl(), before.organizationId(), requests(repeated, settings))
                        .value();
    }

    /** What the server would refuse about a company, a sentence for each entry. */
    public static List<String> problems(Company company, SyncSettings settings) {
        return problems(requests(Draft.of(company, settings), settings));
    }

    private static List<String> problems(List<ImportRequest> requests) {
        return ImportRules.problems(requests);
    }

    /** A draft cut into requests, as they are sent. */
    public static List<ImportRequest> requests(Draft draft, SyncSettings settings) {
        var groups = draft.groups();
        var members = draft.members();
        if (!settings.largeImport() || groups.size() + members.size() <= BATCH) {
            return List.of(new ImportRequest(
                    groups, members, draft.overwriteExisting(), false, settings.inviteUsersAfterProvisioning()));
        }
        if (settings.overwriteExisting()) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "You cannot use the 'Remove and re-add organization users during the next sync' option with"
                                    + " large imports.")
                    .hint("bwdc config sync.overwriteExisting false");
        }
        List<ImportRequest> requests = new ArrayList<>();
        for (int i = 0; i < members.size(); i += BATCH) {
            requests.add(batch(List.of(), slice(members, i), settings));
        }
        for (int i = 0; i < groups.size(); i += BATCH) {
            requests.add(batch(slice(groups, i), List.of(), settings));
        }
        return requests;
    }

    private static ImportRequest batch(
            List<ImportRequest.Group> groups, List<ImportRequest.Member> members, SyncSettings settings) {
        return new ImportRequest(groups, members, false, true, settings.inviteUsersAfterProvisioning());
    }

    private static <T> List<T> slice(List<T> list, int from) {
        return list.subList(from, Math.min(from + BATCH, list.size()));
    }
}
