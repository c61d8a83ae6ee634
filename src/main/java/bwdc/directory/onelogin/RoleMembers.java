package bwdc.directory.onelogin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has which role, from one pass over the users: OneLogin tells it of each user, not of each role. */
final class RoleMembers {
    private final Map<String, List<String>> members = new HashMap<>();

    RoleMembers(Collection<Person> people) {
        for (var person : people) {
            for (var role : person.roles()) {
                members.computeIfAbsent(role, id -> new ArrayList<>()).add(person.id());
            }
        }
    }

    /** In the order of the users, each once. */
    List<String> of(Role role) {
        return members.getOrDefault(role.id(), List.of());
    }
}
