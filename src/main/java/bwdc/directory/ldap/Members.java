package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom a member value names. Servers nearly always repeat a DN as it is written, so it is first looked up as text;
 * only one that is not found is compared as RFC 4514 and 4517 say, without regard to case, blanks and escapes.
 */
final class Members {
    /** The optional unique identifier behind a DN in {@code uniqueMember} (RFC 4517 3.3.21). */
    private static final Pattern UNIQUE_ID = Pattern.compile("#'[01]*'B$");

    /** Places of people by DN; the first one has place 0. */
    private final Map<String, Integer> users = new HashMap<>();

    private final List<String> externalIds = new ArrayList<>();
    private final List<@Nullable String> uids = new ArrayList<>();
    private final Map<String, Integer> usersByUid = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final List<String> groupNames = new ArrayList<>();
    private @Nullable Map<String, Integer> usersByMeaning;
    private @Nullable Map<String, Integer> groupsByMeaning;

    /** Gives somebody the next place. */
    int user(String dn, String externalId) {
        users.put(dn, externalIds.size());
        externalIds.add(externalId);
        uids.add(null);
        return externalIds.size() - 1;
    }

    /** When several entries have the same uid, the last one counts. */
    void uid(String uid, int place) {
        var lower = Values.lower(uid);
        uids.set(place, lower);
        usersByUid.put(lower, place);
    }

    /** By place, null for people without one. */
    List<@Nullable String> uids() {
        return uids;
    }

    String externalId(int place) {
        return externalIds.get(place);
    }

    /** Gives a group the next place among groups. */
    void group(String dn) {
        groups.put(dn, groupNames.size());
        groupNames.add(dn);
    }

    /** The DN of a group as its entry writes it. */
    String groupName(int place) {
        return groupNames.get(place);
    }

    /** The place of the user of exactly this DN, -1 where there is none. */
    int exactUser(String value) {
        return users.getOrDefault(value, -1);
    }

    /** The place of the user that a value names, -1 for none. */
    int user(String value) {
        if (!isDn(value)) {
            return usersByUid.getOrDefault(Values.lower(value), -1);
        }
        var plain = plain(value);
        int exact = exactUser(plain);
        if (exact >= 0) {
            return exact;
        }
        var known = usersByMeaning;
        if (known == null) {
            known = byMeaning(users);
            usersByMeaning = known;
        }
        return lookUp(known, plain);
    }

    /** The place of the group that a value names, -1 for none. */
    int group(String value, boolean exactly) {
        var plain = plain(value);
        int exact = groups.getOrDefault(plain, -1);
        if (exact >= 0 || exactly) {
            return exact;
        }
        var known = groupsByMeaning;
        if (known == null) {
            known = byMeaning(groups);
            groupsByMeaning = known;
        }
        return lookUp(known, plain);
    }

    static boolean isDn(String value) {
        return value.indexOf('=') >= 0 && value.indexOf(',') >= 0;
    }

    static String plain(String value) {
        return value.endsWith("'B") ? UNIQUE_ID.matcher(value).replaceFirst("") : value;
    }

    private static Map<String, Integer> byMeaning(Map<String, Integer> byText) {
        Map<String, Integer> found = HashMap.newHashMap(byText.size());
        byText.forEach((dn, place) -> normalized(dn).ifPresent(key -> found.put(key, place)));
        return found;
    }

    private static int lookUp(Map<String, Integer> byMeaning, String dn) {
        return normalized(dn).map(byMeaning::get).orElse(-1);
    }

    private static Optional<String> normalized(String dn) {
        try {
            return Optional.of(DN.normalize(dn));
        } catch (LDAPException e) {
            return Optional.empty();
        }
    }
}
