package bwdc.directory.ldap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Members that are accounts of other domains. In a group they stand as a foreign security principal, which tells nothing
 * but the identifier, or, within a forest, by a DN in another domain: neither can be found where this domain is read.
 */
final class ForeignMembers {
    private static final String CONTAINER = ",cn=foreignsecurityprincipals,";

    /** Accounts of a domain; S-1-5-11 and the like stand for everybody signed in, not for a person. */
    private static final String ACCOUNT = "cn=s-1-5-21-";

    private static final int NAMED = 3;

    private final Map<String, List<String>> byGroup = new LinkedHashMap<>();

    /** Looks at a member that was not found. */
    void unknown(String groupDn, String member) {
        var lower = member.toLowerCase(Locale.ROOT);
        var principal = lower.contains(CONTAINER);
        if (principal && lower.startsWith(ACCOUNT)
                || !principal && isElsewhere(lower, groupDn.toLowerCase(Locale.ROOT))) {
            byGroup.computeIfAbsent(groupDn, absent -> new ArrayList<>())
                    .add(principal ? member.substring("CN=".length(), member.indexOf(',')) : member);
        }
    }

    private static boolean isElsewhere(String member, String group) {
        var domain = domain(member);
        return !domain.isEmpty() && !domain.equals(domain(group));
    }

    /** The domain components at the end of a DN in lower case, empty when it has none. */
    private static String domain(String dn) {
        int comma = dn.startsWith("dc=") ? -1 : dn.indexOf(",dc=");
        return comma < 0 && !dn.startsWith("dc=") ? "" : dn.substring(comma + 1).replace(", ", ",");
    }

    /** A sentence for each group that has such members. */
    List<String> warnings() {
        List<String> sentences = new ArrayList<>();
        byGroup.forEach((group, members) -> sentences.add("the group " + group + " has "
                + (members.size() == 1 ? "a member" : members.size() + " members")
                + " of another domain, left out: "
                + String.join("; ", members.subList(0, Math.min(NAMED, members.size())))
                + (members.size() > NAMED ? "; …" : "")));
        return sentences;
    }
}
