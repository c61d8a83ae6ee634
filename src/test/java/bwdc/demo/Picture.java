package bwdc.demo;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the organization holds at one moment: those not revoked, and their groups, and groups by external ids. */
final class Picture {
    /** Somebody whom the directory manages. */
    record Who(String externalId, String mail) {}

    final Map<String, Who> people = new TreeMap<>();
    final Set<String> withoutId = new HashSet<>();
    final Map<String, Set<String>> groups = new TreeMap<>();

    Picture(Membership organization) {
        for (var member : organization.members()) {
            var id = member.externalId;
            if (id == null) {
                withoutId.add(member.email);
            } else if (member.status >= 0) {
                people.put(member.id, new Who(id, member.email));
            }
        }
        for (var group : organization.groups()) {
            Set<String> members = new HashSet<>();
            for (var id : group.memberIds) {
                var who = people.get(id);
                if (who != null) {
                    members.add(who.externalId());
                }
            }
            groups.put(group.externalId, members);
        }
    }

    Set<String> ids() {
        return people.values().stream().map(Who::externalId).collect(Collectors.toSet());
    }
}
