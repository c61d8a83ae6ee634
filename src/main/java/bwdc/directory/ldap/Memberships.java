package bwdc.directory.ldap;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.Findings;
import bwdc.settings.EntrySettings.ExternalId;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is in which group as the members' own entries tell it, by an attribute such as {@code memberOf}. Whether a server
 * lists only the groups that somebody is in directly or all of them makes no difference: nested ones are followed anyway.
 */
final class Memberships {
    private final String attribute;
    private final ExternalId idKind;
    private final Map<String, Set<String>> users = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();

    Memberships(String attribute, ExternalId idKind) {
        this.attribute = attribute;
        this.idKind = idKind;
    }

    /** A user, who is in the groups that the entry names. */
    void user(SearchResultEntry entry) {
        note(users, entry, ExternalIds.of(entry, idKind));
    }

    /** A group inside the groups that its entry names. */
    void group(SearchResultEntry entry) {
        note(groups, entry, entry.getDN());
    }

    private void note(Map<String, Set<String>> members, SearchResultEntry entry, String member) {
        var found = Values.find(entry, attribute);
        if (found != null) {
            for (var group : found.getValues()) {
                members.computeIfAbsent(group, name -> new LinkedHashSet<>()).add(member);
            }
        }
    }

    /** The same groups with their members, besides those that they have already. */
    List<DirectoryGroup> complete(List<DirectoryGroup> read, List<String> warnings, Findings findings) {
        if (users.isEmpty() && !read.isEmpty()) {
            warnings.add("no user has the attribute " + attribute
                    + " (ldap.memberOf), so every group is empty: may the account read it?");
        }
        var usersOf = byGroup(users, read);
        var groupsOf = byGroup(groups, read);
        return read.stream()
                .map(group -> complete(
                        group,
                        usersOf.getOrDefault(group.referenceId(), List.of()),
                        groupsOf.getOrDefault(group.referenceId(), List.of()),
                        findings))
                .toList();
    }

    private static DirectoryGroup complete(
            DirectoryGroup group, List<String> users, List<String> groups, Findings findings) {
        findings.members(group.referenceId(), users.size() + groups.size(), List.of());
        Set<String> all = new LinkedHashSet<>(users);
        all.addAll(group.members());
        return new DirectoryGroup(
                group.referenceId(),
                group.externalId(),
                group.name(),
                List.copyOf(all),
                groups.stream().distinct().toList());
    }

    /** Groups may be named in other letters than their entries have. */
    private static Map<String, List<String>> byGroup(Map<String, Set<String>> byName, List<DirectoryGroup> read) {
        Map<String, String> known = new HashMap<>();
        for (var group : read) {
            normalized(group.referenceId()).ifPresent(key -> known.put(key, group.referenceId()));
        }
        Map<String, List<String>> found = new HashMap<>();
        byName.forEach((name, members) -> normalized(name)
                .map(known::get)
                .ifPresent(group ->
                        found.computeIfAbsent(group, each -> new ArrayList<>()).addAll(members)));
        return found;
    }

    private static Optional<String> normalized(String dn) {
        try {
            return Optional.of(DN.normalize(dn));
        } catch (LDAPException e) {
            return Optional.empty();
        }
    }
}
