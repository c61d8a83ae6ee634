package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One of the searches that find a directory: changes are told for each by itself.
 *
 * @param number by which a memory knows it
 */
record Part(int number, Kind kind, String base, Filter filter, List<String> attributes) {
    /** What a search is for. */
    enum Kind {
        PEOPLE,
        GROUPS,
        CONTAINERS
    }

    /**
     * Classes of entries that have others below them. When such a one is renamed or moved, servers do not tell of what is
     * below it.
     */
    static final Filter CONTAINERS = Filter.createORFilter(Stream.of(
                    "organizationalUnit",
                    "organization",
                    "dcObject",
                    "domain",
                    "locality",
                    "country",
                    "container",
                    "nsContainer")
            .map(name -> Filter.createEqualityFilter("objectClass", name))
            .toList());

    /** The searches for an area, people first. */
    static List<Part> all(
            SearchArea area,
            Filter users,
            Filter groups,
            List<String> userAttributes,
            List<String> groupAttributes,
            boolean withGroups) {
        List<Part> parts = new ArrayList<>();
        area.userBases().forEach(base -> parts.add(new Part(parts.size(), Kind.PEOPLE, base, users, userAttributes)));
        Set<String> bases = new LinkedHashSet<>(area.userBases());
        if (withGroups) {
            area.groupBases()
                    .forEach(base -> parts.add(new Part(parts.size(), Kind.GROUPS, base, groups, groupAttributes)));
            bases.addAll(area.groupBases());
        }
        bases.forEach(base -> parts.add(new Part(parts.size(), Kind.CONTAINERS, base, CONTAINERS, List.of())));
        return parts;
    }
}
