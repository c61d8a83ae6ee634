package bwdc.directory.ldap;

import bwdc.directory.DirectoryGroup;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes groups out of entries. Members are found in two steps, because a group may stand before those it names. */
final class GroupReader {
    /** In place of a range's end: the answer had none. */
    private static final int MISSING = -2;

    private final Scheme scheme;
    private final Members members;
    private final Revisions revisions;
    private final List<String> warnings;
    private final List<Draft> drafts = new ArrayList<>();

    /** A group while it is read: members by external id, null where the value is not resolved yet. */
    private static final class Draft {
        private final String dn;
        private final String externalId;
        private final String name;
        private final List<@Nullable String> users;
        private final List<Unresolved> unresolved = new ArrayList<>();
        private int nextRange = -1;
        private boolean ranged;

        Draft(String dn, String externalId, String name, int size) {
            this.dn = dn;
            this.externalId = externalId;
            this.name = name;
            users = new ArrayList<>(size);
        }
    }

    private record Unresolved(int place, String value) {}

    GroupReader(Scheme scheme, Members members, Revisions revisions, List<String> warnings) {
        this.scheme = scheme;
        this.members = members;
        this.revisions = revisions;
        this.warnings = warnings;
    }

    /** Takes an entry; a group without a name is none. */
    void group(SearchResultEntry entry) {
        try {
            var name = Values.first(entry, scheme.groupName()).or(() -> cn(entry));
            if (name.isEmpty()) {
                return;
            }
            var draft = new Draft(entry.getDN(), scheme.externalId(entry), name.get(), 0);
            members.group(draft.dn);
            revisions.isNew(entry, () -> LdapDirectory.content(entry));
            values(draft, entry);
            drafts.add(draft);
        } catch (Values.NotText e) {
            warnings.add(
                    "left out the group " + entry.getDN() + ": its " + e.getMessage() + " is not valid UTF-8 text");
        }
    }

    private static java.util.Optional<String> cn(SearchResultEntry entry) {
        try {
            return Values.first(entry, "cn");
        } catch (Values.NotText e) {
            return java.util.Optional.empty();
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
    private static int next(String option) {
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
        var user = members.exactUser(value);
        if (user == null) {
            draft.unresolved.add(new Unresolved(draft.users.size(), value));
        }
        draft.users.add(user);
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

    /** The groups, their members resolved. */
    List<DirectoryGroup> groups() {
        List<DirectoryGroup> groups = new ArrayList<>(drafts.size());
        for (var draft : drafts) {
            List<String> inner = new ArrayList<>();
            for (var each : draft.unresolved) {
                resolve(draft, each, inner);
            }
            var users = draft.unresolved.isEmpty() ? all(draft.users) : once(draft.users);
            groups.add(new DirectoryGroup(draft.dn, draft.externalId, draft.name, users, inner));
        }
        drafts.clear();
        return groups;
    }

    private void resolve(Draft draft, Unresolved each, List<String> inner) {
        if (!Members.isDn(each.value())) {
            members.user(each.value()).ifPresent(user -> draft.users.set(each.place(), user));
            return;
        }
        var group = members.group(each.value(), true);
        if (group.isPresent()) {
            inner.add(group.get());
            return;
        }
        var user = members.user(each.value());
        if (user.isPresent()) {
            draft.users.set(each.place(), user.get());
        } else {
            members.group(each.value(), false).ifPresent(inner::add);
        }
    }

    /** Values that were all found as they are written are different people already. */
    private static List<String> all(List<@Nullable String> users) {
        List<String> known = new ArrayList<>(users.size());
        for (var user : users) {
            if (user != null) {
                known.add(user);
            }
        }
        return known;
    }

    /** Without gaps, and each user once: two values may name the same person. */
    private static List<String> once(List<@Nullable String> users) {
        List<String> distinct = new ArrayList<>(users.size());
        Set<String> seen = HashSet.newHashSet(users.size());
        for (var user : users) {
            if (user != null && seen.add(user)) {
                distinct.add(user);
            }
        }
        return distinct;
    }
}
