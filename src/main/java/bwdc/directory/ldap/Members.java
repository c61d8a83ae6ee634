package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashMap;
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

    private final Map<String, String> users = new HashMap<>();
    private final Map<String, String> usersByUid = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private @Nullable Map<String, String> usersByMeaning;
    private @Nullable Map<String, String> groupsByMeaning;

    void user(String dn, String externalId) {
        users.put(dn, externalId);
    }

    /** When several entries have the same uid, the last one counts. */
    void uid(String uid, String externalId) {
        usersByUid.put(Values.lower(uid), externalId);
    }

    void group(String dn) {
        groups.put(dn, dn);
    }

    /** The user of exactly this DN. */
    @Nullable
    String exactUser(String value) {
        return users.get(value);
    }

    Optional<String> user(String value) {
        if (!isDn(value)) {
            return Optional.ofNullable(usersByUid.get(Values.lower(value)));
        }
        var plain = plain(value);
        var exact = users.get(plain);
        if (exact != null) {
            return Optional.of(exact);
        }
        var known = usersByMeaning;
        if (known == null) {
            known = byMeaning(users);
            usersByMeaning = known;
        }
        return lookUp(known, plain);
    }

    /** The DN of the group that a value names, as that group's entry writes it. */
    Optional<String> group(String value, boolean exactly) {
        var plain = plain(value);
        var exact = groups.get(plain);
        if (exact != null || exactly) {
            return Optional.ofNullable(exact);
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

    private static Map<String, String> byMeaning(Map<String, String> byText) {
        Map<String, String> found = HashMap.newHashMap(byText.size());
        byText.forEach((dn, id) -> normalized(dn).ifPresent(key -> found.put(key, id)));
        return found;
    }

    private static Optional<String> lookUp(Map<String, String> byMeaning, String dn) {
        return normalized(dn).map(byMeaning::get);
    }

    private static Optional<String> normalized(String dn) {
        try {
            return Optional.of(DN.normalize(dn));
        } catch (LDAPException e) {
            return Optional.empty();
        }
    }
}
