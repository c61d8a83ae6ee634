package bwdc.demo.google;

import bwdc.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is in a group: directly, or also by the groups in it. */
final class Membership {
    private final GoogleCompany company;

    Membership(GoogleCompany company) {
        this.company = company;
    }

    List<JsonObject> of(String group, boolean derived) {
        if (!derived) {
            return company.membersById(group);
        }
        Map<String, JsonObject> found = new LinkedHashMap<>();
        collect(group, found, new HashSet<>());
        return List.copyOf(found.values());
    }

    private void collect(String group, Map<String, JsonObject> found, Set<String> seen) {
        if (!seen.add(group)) {
            return;
        }
        var direct = company.membersById(group);
        direct.forEach(each -> found.putIfAbsent(each.text("id").orElse(""), each));
        direct.stream()
                .filter(each -> each.text("type").equals(Optional.of("GROUP")))
                .forEach(each -> collect(each.text("id").orElse(""), found, seen));
    }
}
