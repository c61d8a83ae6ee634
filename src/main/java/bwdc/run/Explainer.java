package bwdc.run;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.Whereabouts;
import bwdc.sync.Company;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accounts for all members of a read; what the read does not know, the directory is asked. */
public final class Explainer {
    private static final String FILTERED = "by the user filter";
    private static final String TOO_LONG = "with a mail address that is too long";

    private final DirectorySnapshot snapshot;
    private final Gathered gathered;
    private final Map<String, Whereabouts> fates;
    private final Map<String, Gathered.LeftOut> noUsers = new LinkedHashMap<>();

    private Explainer(DirectorySnapshot snapshot, Gathered gathered, Map<String, Whereabouts> fates) {
        this.snapshot = snapshot;
        this.gathered = gathered;
        this.fates = fates;
        noUsers.putAll(gathered.leftOut());
        var leftOut = Company.leftOut(snapshot);
        for (var user : snapshot.users()) {
            if (leftOut.contains(user.externalId())) {
                noUsers.putIfAbsent(user.externalId(), new Gathered.LeftOut(user.referenceId(), TOO_LONG));
            }
        }
        filteredMembers(snapshot, snapshot.groups(), gathered).forEach(id -> noUsers.put(id, filtered(id)));
    }

    /** Explains a whole read. */
    public static Explanation of(DirectorySnapshot snapshot, Gathered gathered, Inquiry inquiry) {
        List<String> wanted = new ArrayList<>(gathered.unresolved());
        gathered.leftOut().values().forEach(each -> wanted.add(each.referenceId()));
        wanted.addAll(filteredMembers(snapshot, snapshot.groups(), gathered));
        return new Explainer(snapshot, gathered, inquiry.whereabouts(wanted)).explanation();
    }

    /** Explains one group of a read. */
    public static Explanation.Group of(
            DirectoryGroup group, DirectorySnapshot snapshot, Gathered gathered, Inquiry inquiry) {
        List<String> wanted =
                new ArrayList<>(gathered.members(group.referenceId()).unresolved());
        for (var id : group.members()) {
            var leftOut = gathered.leftOut().get(id);
            if (leftOut != null) {
                wanted.add(leftOut.referenceId());
            }
        }
        wanted.addAll(filteredMembers(snapshot, List.of(group), gathered));
        return new Explainer(snapshot, gathered, inquiry.whereabouts(wanted)).group(group);
    }

    /** Directories that tell the members of a group by id name those too whom the user filter leaves out. */
    private static Set<String> filteredMembers(
            DirectorySnapshot snapshot, List<DirectoryGroup> groups, Gathered gathered) {
        Set<String> ids = new LinkedHashSet<>();
        if (!snapshot.users().isEmpty()) {
            groups.forEach(group -> ids.addAll(group.members()));
            snapshot.users().forEach(user -> ids.remove(user.externalId()));
            ids.removeAll(gathered.leftOut().keySet());
        }
        return ids;
    }

    private Gathered.LeftOut filtered(String id) {
        var fate = fates.get(id);
        return new Gathered.LeftOut(fate == null || fate.detail().isEmpty() ? id : fate.detail(), FILTERED);
    }

    private Explanation explanation() {
        Map<String, List<String>> leftOut = new LinkedHashMap<>();
        noUsers.values().forEach(each -> add(leftOut, why(each), each.referenceId()));
        int deleted = count(DirectoryUser::deleted);
        int disabled = count(user -> user.disabled() && !user.deleted());
        return new Explanation(
                snapshot.groups().stream().map(this::group).toList(),
                (int) snapshot.users().stream().filter(this::isUser).count() - disabled - deleted,
                disabled,
                deleted,
                leftOut,
                sameAddress(snapshot));
    }

    private boolean isUser(DirectoryUser user) {
        return user.email() != null && !noUsers.containsKey(user.externalId());
    }

    private int count(java.util.function.Predicate<DirectoryUser> which) {
        return (int)
                snapshot.users().stream().filter(this::isUser).filter(which).count();
    }

    private String why(Gathered.LeftOut person) {
        var fate = fates.get(person.referenceId());
        var kind = fate == null ? null : fate.kind();
        return person.why()
                + (kind == Whereabouts.Kind.COMPUTER || kind == Whereabouts.Kind.CONTACT
                        ? " (" + kind.words() + ")"
                        : "");
    }

    private Explanation.Group group(DirectoryGroup group) {
        var listed = gathered.members(group.referenceId());
        Map<String, List<String>> leftOut = new LinkedHashMap<>();
        for (var id : group.members()) {
            var person = noUsers.get(id);
            if (person != null) {
                add(leftOut, why(person), person.referenceId());
            }
        }
        int without = leftOut.values().stream().mapToInt(List::size).sum();
        Map<Whereabouts.Kind, List<Explanation.Lost>> lost = new EnumMap<>(Whereabouts.Kind.class);
        for (var value : listed.unresolved()) {
            var fate = fates.getOrDefault(value, new Whereabouts(Whereabouts.Kind.UNASKED, ""));
            lost.computeIfAbsent(fate.kind(), kind -> new ArrayList<>())
                    .add(new Explanation.Lost(value, fate.detail()));
        }
        int known = group.members().size() + group.groups().size();
        return new Explanation.Group(
                group.name(),
                group.referenceId(),
                Math.max(listed.values(), known + listed.unresolved().size()),
                group.members().size() - without,
                group.groups(),
                leftOut,
                Math.max(0, listed.values() - known - listed.unresolved().size()),
                lost);
    }

    private static void add(Map<String, List<String>> lists, String key, String value) {
        lists.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
    }

    /** Addresses that more than one entry has; a tombstone beside its account counts too. */
    public static Map<String, List<String>> sameAddress(DirectorySnapshot snapshot) {
        Map<String, DirectoryUser> first = HashMap.newHashMap(snapshot.users().size());
        Map<String, List<String>> shared = new LinkedHashMap<>();
        for (var user : snapshot.users()) {
            var email = user.email();
            if (email != null) {
                var known = first.putIfAbsent(email, user);
                if (known != null) {
                    if (!shared.containsKey(email)) {
                        add(shared, email, name(known));
                    }
                    add(shared, email, name(user));
                }
            }
        }
        return shared;
    }

    private static String name(DirectoryUser user) {
        return user.deleted() ? user.referenceId() + " (deleted)" : user.referenceId();
    }
}
