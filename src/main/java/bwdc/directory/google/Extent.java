package bwdc.directory.google;

import bwdc.settings.SetFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose users and groups are listed.
 *
 * @param domain of one domain only
 * @param customer of all domains of an account; both may be given, as in the reference
 */
record Extent(Optional<String> domain, Optional<String> customer) {
    /** The longest pages that there are. */
    private static final String MOST_USERS = "500";

    private static final String MOST_GROUPS = "200";

    /** {@code the domain company.com}. */
    String words() {
        return domain.map(name -> "the domain " + name)
                .or(() -> customer.map(id -> "the account " + id))
                .orElse("");
    }

    /** The parameters of a list of users; more may be added. */
    Map<String, String> users(String fields, SetFilter filter) {
        return list(MOST_USERS, "users(" + fields + ")", filter);
    }

    /** The parameters of a list of groups. */
    Map<String, String> groups(String fields, SetFilter filter) {
        return list(MOST_GROUPS, "groups(" + fields + ")", filter);
    }

    private Map<String, String> list(String most, String fields, SetFilter filter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        domain.ifPresent(name -> parameters.put("domain", name));
        customer.ifPresent(id -> parameters.put("customer", id));
        filter.query().ifPresent(query -> parameters.put("query", query));
        parameters.put("maxResults", most);
        parameters.put("fields", "kind,nextPageToken," + fields);
        return parameters;
    }
}
