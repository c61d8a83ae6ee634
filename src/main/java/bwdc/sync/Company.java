package bwdc.sync;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a snapshot amounts to: users that can be sent, each mail address once, and groups with the users of the groups
 * inside them.
 */
public record Company(List<DirectoryUser> users, List<DirectoryGroup> groups) {
    /** Bitwarden's limit for a mail address, in UTF-16 units; the reference leaves out longer ones without a word. */
    private static final int LONGEST_MAIL = 256;

    /** @throws Fault with exit code 5 when two different entries share a mail address */
    public static Company of(DirectorySnapshot snapshot) {
        return new Company(uniqueUsers(snapshot.users()), flatGroups(snapshot.groups()));
    }

    /** External ids of people whom the directory has, but who are not among the users of the company. */
    public static Set<String> leftOut(DirectorySnapshot snapshot) {
        Set<String> ids = new HashSet<>(snapshot.leftOut());
        for (var user : snapshot.users()) {
            var email = user.email();
            if (email != null && email.length() > LONGEST_MAIL && !user.deleted()) {
                ids.add(user.externalId());
            }
        }
        return ids;
    }

    private static List<DirectoryGroup> flatGroups(List<DirectoryGroup> groups) {
        var members = NestedGroups.membersOf(groups);
        List<DirectoryGroup> flat = new ArrayList<>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            flat.add(new DirectoryGroup(
                    group.referenceId(), group.externalId(), group.name(), members.get(i), group.groups()));
        }
        return flat;
    }

    /**
     * The same entry twice counts once, a deleted entry after an active one with its address is the same person's
     * tombstone, deleted entries may share an address; anything else that shares one is a conflict. The order decides, as
     * in the reference: an active entry after a deleted one is a conflict too.
     */
    private static List<DirectoryUser> uniqueUsers(List<DirectoryUser> users) {
        Map<String, DirectoryUser> active = HashMap.newHashMap(users.size());
        Map<String, DirectoryUser> deleted = new HashMap<>();
        List<DirectoryUser> unique = new ArrayList<>(users.size());
        List<Conflict> conflicts = new ArrayList<>();
        for (var user : users) {
            var email = user.email();
            if (email == null || email.length() > LONGEST_MAIL) {
                continue;
            }
            var known = active.get(email);
            if (known != null) {
                if (!user.deleted() && !known.equals(user)) {
                    conflicts.add(new Conflict(email, known, user));
                }
            } else if (user.deleted()) {
                deleted.putIfAbsent(email, user);
                unique.add(user);
            } else if (deleted.get(email) instanceof DirectoryUser tombstone) {
                conflicts.add(new Conflict(email, tombstone, user));
            } else {
                active.put(email, user);
                unique.add(user);
            }
        }
        if (!conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
        return unique;
    }

    /** Two entries with one address. */
    private record Conflict(String email, DirectoryUser first, DirectoryUser second) {
        String words() {
            return email + " is the address of " + first.referenceId() + (first.deleted() ? " (deleted)" : "")
                    + " and of " + second.referenceId();
        }
    }

    private static Fault conflict(List<Conflict> conflicts) {
        var text = new StringBuilder("Emails must be unique. Multiple entries pulled with the following emails:");
        conflicts.stream().limit(3).forEach(each -> text.append('\n').append(each.email()));
        if (conflicts.size() > 3) {
            text.append("\nand ").append(conflicts.size() - 3).append(" more...");
        }
        return Fault.of(ExitCode.DIRECTORY, text.toString())
                .details(conflicts.stream().map(Conflict::words).limit(20).toList())
                .hint("give each person an address of their own in the directory, or leave one of the entries out with"
                        + " sync.userFilter");
    }
}
