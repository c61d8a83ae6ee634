package bwdc.directory.ldap;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.Findings;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes groups out of entries. Members are found in two steps, because a group may stand before those it names. */
final class GroupReader {
    /** In place of a range's end: the answer had none. */
    private static final int MISSING = -2;

    private static final int OPEN = -1;

    private final Scheme scheme;
    private final Members members;
    private final PrimaryGroups primaryGroups;
    private final ForeignMembers foreign = new ForeignMembers();
    private final Revisions revisions;
    private final List<String> warnings;
    private final Findings findings;
    private final List<Draft> drafts = new ArrayList<>();
    private boolean namesUids;

    /** A group while it is read: members by place, {@link #OPEN} where the value is not resolved yet. */
    private static final class Draft {
        private final String dn;
        private final String externalId;
        private final String name;
        private int[] users = {};
        private int size;
        private final List<Unresolved> unresolved = new ArrayList<>();
        private int nextRange = -1;
        private boolean ranged;
        private List<String> primary = List.of();

        Draft(String dn, String externalId, String name) {
            this.dn = dn;
            this.externalId = externalId;
            this.name = name;
        }

        void add(int place) {
            if (size == users.length) {
                users = Arrays.copyOf(users, Math.max(8, size + size / 2));
            }
            users[size++] = place;
        }
    }

    private record Unresolved(int place, String value) {}

    GroupReader(
            Scheme scheme,
            Members members,
            PrimaryGroups primaryGroups,
            Revisions revisions,
            List<String> warnings,
            Findings findings) {
        this.scheme = scheme;
        this.members = members;
        this.primaryGroups = primaryGroups;
        this.revisions = revisions;
        this.warnings = warnings;
        this.findings = findings;
    }

    /**
     * Takes an entry; a group without a name is none.
     *
     * @return its name
     */
    Optional<String> group(SearchResultEntry entry) {
        try {
            var name = name(scheme, entry);
            if (name.isEmpty()) {
                return name;
            }
            var draft = new Draft(entry.getDN(), scheme.externalId(entry), name.get());
            members.group(draft.dn);
            revisions.isNew(entry, () -> LdapDirectory.content(entry));
            values(draft, entry);
            draft.primary = primaryGroups.of(entry);
            drafts.add(draft);
            return name;
        } catch (Values.NotText e) {
            warnings.add(
                    "left out the group " + entry.getDN() + ": its " + e.getMessage() + " is not valid UTF-8 text");
            return Optional.empty();
        }
    }

    /** What a group is called, empty for an entry that is no group. */
    static Optional<String> name(Scheme scheme, SearchResultEntry entry) throws Values.NotText {
        return Values.first(entry, scheme.groupName()).or(() -> cn(entry));
    }

    private static Optional<String> cn(SearchResultEntry entry) {
        try {
            return Values.first(entry, "cn");
        } catch (Values.NotText e) {
            return Optional.empty();
        }
    }

    /**
     * All member values of the entry. Active Directory gives at most some 1,500 at once and tells by the attribute's name
     * which ({@code member;range=0-1499}, [MS-ADTS] 3.1.1.3.1.3.3).
     */
    private void values(Draft draft, SearchResultEntry entry) {
        draft.nextRange = -1;
        draft.ranged = false;
        for (var attribute : entry.getAttributes()) {
            if (attribute.getBaseName().equalsIgnoreCase(scheme.member())) {
                for (var value : attribute.getValues()) {
                    value(draft, value);
                }
                attribute.getOptions().stream()
                        .filter(option -> option.toLowerCase(Locale.ROOT).startsWith("range="))
                        .forEach(option -> {
                            draft.nextRange = next(option);
                            draft.ranged = true;
                        });
            }
        }
    }

    /** Where the next range starts, -1 after the last one. */
    static int next(String option) {
        var end = option.substring(option.indexOf('-') + 1);
        try {
            return end.equals("*") ? -1 : Integer.parseInt(end) + 1;
        } catch (NumberFormatException e) {
            throw Fault.of(ExitCode.DIRECTORY, "The server answered with a range of members that is none: " + option)
                    .hint("nothing was sent")
                    .because(e);
        }
    }

    private void value(Draft draft, String value) {
        int user = members.exactUser(value);
        if (user < 0) {
            draft.unresolved.add(new Unresolved(draft.size, value));
            namesUids |= !Members.isDn(value);
        }
        draft.add(user < 0 ? OPEN : user);
    }

    /** Reads the members that did not come with the entries; what cannot be read to its end is no whole group. */
    void readRanges(Searcher searcher) {
        for (var draft : drafts) {
            while (draft.nextRange >= 0) {
                int from = draft.nextRange;
                draft.nextRange = MISSING;
                searcher.entry(
                        draft.dn, List.of(scheme.member() + ";range=" + from + "-*"), entry -> range(draft, entry));
                if (draft.nextRange == MISSING || draft.nextRange >= 0 && draft.nextRange <= from) {
                    throw Fault.of(
                                    ExitCode.DIRECTORY,
                                    "The members of " + draft.dn + " from number " + from + " on could not be read.")
                            .hint("the group may have changed meanwhile: try again; may the account read all of it?"
                                    + " Nothing was sent");
                }
            }
        }
    }

    /** A further part of a group's members, which has to come with its range. */
    private void range(Draft draft, SearchResultEntry entry) {
        values(draft, entry);
        if (!draft.ranged) {
            draft.nextRange = MISSING;
        }
    }

    /** Whether a group names members otherwise than by DN. */
    boolean namesUids() {
        return namesUids;
    }

    /** The groups, their members resolved. */
    List<DirectoryGroup> groups(MemberSink sink) {
        List<DirectoryGroup> groups = new ArrayList<>(drafts.size());
        for (var draft : drafts) {
            groups.add(group(draft, groups.size(), sink));
        }
        drafts.clear();
        warnings.addAll(foreign.warnings());
        return groups;
    }

    private DirectoryGroup group(Draft draft, int number, MemberSink sink) {
        for (int i = 0; i < draft.size; i++) {
            if (draft.users[i] != OPEN) {
                sink.user(number, draft.users[i]);
            }
        }
        List<String> inner = new ArrayList<>();
        List<String> unresolved = List.of();
        for (var each : draft.unresolved) {
            int group = resolve(draft, each);
            int user = draft.users[each.place()];
            if (group >= 0) {
                inner.add(members.groupName(group));
                sink.inner(number, group);
            } else if (user != OPEN && Members.isDn(each.value())) {
                sink.user(number, user);
            } else {
                sink.other(number, each.value());
            }
            if (group < 0 && user == OPEN) {
                unresolved = unresolved.isEmpty() ? new ArrayList<>() : unresolved;
                unresolved.add(each.value());
            }
        }
        findings.members(draft.dn, draft.size, unresolved);
        draft.users = draft.unresolved.isEmpty() ? Arrays.copyOf(draft.users, draft.size) : once(draft);
        return new DirectoryGroup(draft.dn, draft.externalId, draft.name, users(draft), inner);
    }

    private List<String> users(Draft draft) {
        var named = new MemberIds(members, draft.users);
        if (draft.primary.isEmpty()) {
            return named;
        }
        Set<String> all = new LinkedHashSet<>(named);
        all.addAll(draft.primary);
        return List.copyOf(all);
    }

    /** The group that a value names, or -1; a user whom it names takes their place in the draft. */
    private int resolve(Draft draft, Unresolved each) {
        var isDn = Members.isDn(each.value());
        int group = isDn ? members.group(each.value(), true) : OPEN;
        if (group >= 0) {
            return group;
        }
        int user = members.user(each.value());
        if (user >= 0) {
            draft.users[each.place()] = user;
            return OPEN;
        }
        int other = isDn ? members.group(each.value(), false) : OPEN;
        if (other < 0) {
            foreign.unknown(draft.dn, each.value());
        }
        return other;
    }

    /** Without gaps, and each user once: two values may name the same person. Values that were all found are different. */
    private static int[] once(Draft draft) {
        Set<Integer> seen = HashSet.newHashSet(draft.size);
        var distinct = new int[draft.size];
        int size = 0;
        for (int i = 0; i < draft.size; i++) {
            if (draft.users[i] != OPEN && seen.add(draft.users[i])) {
                distinct[size++] = draft.users[i];
            }
        }
        return Arrays.copyOf(distinct, size);
    }
}
