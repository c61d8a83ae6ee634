package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to put back what a run changed where an import is all that the server takes: revoked people come back and groups get
 * their members again.
 *
 * @param lines what the import does, for people
 * @param remains what cannot be put back
 */
public record UndoImport(ImportRequest request, List<String> lines, List<String> remains) {

    /** @param told what the organization was told by now */
    public static UndoImport of(UndoRecord record, Baseline told) {
        List<String> lines = new ArrayList<>();
        List<String> remains = new ArrayList<>();
        var members = members(record, lines, remains);
        var groups = groups(record, told, lines, remains);
        return new UndoImport(new ImportRequest(groups, members, false, false, true), lines, remains);
    }

    private static List<ImportRequest.Member> members(UndoRecord record, List<String> lines, List<String> remains) {
        List<ImportRequest.Member> members = new ArrayList<>();
        for (var change : record.changes().users()) {
            var id = String.valueOf(change.externalId());
            switch (change.action()) {
                case REVOKE, REMOVE -> {
                    members.add(new ImportRequest.Member(change.email(), id, false));
                    lines.add("+ " + change.email() + "  restore");
                }
                case INVITE -> remains.add(change.email() + " stays invited; remove them in the web vault");
                case RESTORE -> remains.add(change.email() + " stays restored; revoke them in the web vault");
                case LINK -> remains.add(change.email() + " stays linked to the directory");
            }
        }
        return members;
    }

    private static List<ImportRequest.Group> groups(
            UndoRecord record, Baseline told, List<String> lines, List<String> remains) {
        Map<String, KnownGroup> known = new HashMap<>();
        told.groups().forEach(group -> known.put(group.externalId(), group));
        var ids = ids(record, told);
        List<ImportRequest.Group> groups = new ArrayList<>();
        for (var change : record.changes().groups()) {
            var group = known.get(String.valueOf(change.externalId()));
            if (change.isNew()) {
                remains.add("group " + change.name() + " stays; remove it in the web vault");
            } else if (group != null) {
                Set<String> members = new LinkedHashSet<>(told.toldMembers(group));
                change.added().forEach(mail -> members.remove(ids.getOrDefault(mail, "")));
                change.removed().stream().filter(ids::containsKey).map(ids::get).forEach(members::add);
                groups.add(new ImportRequest.Group(group.name(), group.externalId(), List.copyOf(members)));
                lines.add("~ " + group.name() + "  " + PlanWords.members(change.removed(), change.added()));
            }
        }
        return groups;
    }

    /** External ids by mail address. */
    private static Map<String, String> ids(UndoRecord record, Baseline told) {
        Map<String, String> ids = new HashMap<>();
        for (var user : told.users()) {
            for (var mail : new HashSet<>(java.util.Arrays.asList(user.mail(), user.told()))) {
                if (mail != null) {
                    ids.put(mail.toLowerCase(java.util.Locale.ROOT), user.externalId());
                }
            }
        }
        record.changes().users().forEach(change -> ids.put(change.email(), String.valueOf(change.externalId())));
        return ids;
    }
}
