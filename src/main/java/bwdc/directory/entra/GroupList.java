package bwdc.directory.entra;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.json.JsonObject;
import bwdc.settings.EntraFilter;
import bwdc.settings.Spelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Chooses among the groups of a tenant, each once, in the order of Graph. */
final class GroupList {
    private final Predicate<Listed> filter;
    private final List<String> warnings;
    private final Map<String, Listed> groups = new LinkedHashMap<>();

    /**
     * A group without its members.
     *
     * @param hidden whether only some may see who is in it
     */
    record Listed(String id, String name, boolean hidden) {}

    /** @param inUnits finds the ids of the groups in administrative units */
    GroupList(EntraFilter.Groups filter, Function<Collection<String>, Set<String>> inUnits, List<String> warnings) {
        this.warnings = warnings;
        this.filter = switch (filter) {
            case EntraFilter.All() -> group -> true;
            case EntraFilter.ByName(var named) -> group -> named.keeps(Spelling.normal(group.name()));
            case EntraFilter.ByUnit(var include, var units) -> {
                var ids = inUnits.apply(units);
                yield group -> ids.contains(group.id()) == include;
            }
        };
    }

    /** Bitwarden takes no group without a name. */
    void add(JsonObject entry, CloudAnswer page) {
        var group = listed(entry, page);
        if (Spelling.trim(group.name()).isEmpty()) {
            warnings.add("left out the group " + group.id() + ": it has no name");
        } else if (filter.test(group)) {
            groups.putIfAbsent(group.id(), group);
        }
    }

    /** Whether the filter takes it. */
    boolean chooses(JsonObject entry, CloudAnswer page) {
        return filter.test(listed(entry, page));
    }

    private static Listed listed(JsonObject entry, CloudAnswer page) {
        return new Listed(
                Graph.id(entry, page),
                entry.text("displayName").orElse(""),
                entry.text("visibility").orElse("").equals(HiddenMembers.VISIBILITY));
    }

    List<Listed> groups() {
        return List.copyOf(groups.values());
    }
}
