package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who belongs to a group by {@code primaryGroupID}: the last number of the group's security identifier, in the domain of
 * the user's ([MS-ADTS] 3.1.1.4.5.3, [MS-DTYP] 2.4.2.2). Most people's primary group is Domain Users, which lists none of
 * them as a member.
 */
final class PrimaryGroups {
    /** Length of the number within a domain, at the end of an identifier. */
    private static final int NUMBER = 4;

    private final Map<String, List<String>> members = new HashMap<>();

    void user(SearchResultEntry entry, String externalId) {
        var sid = sid(entry);
        var number = entry.getAttributeValueAsInteger("primaryGroupID");
        if (sid.isPresent() && number != null) {
            var group = Arrays.copyOf(sid.get(), sid.get().length);
            for (int i = 0; i < NUMBER; i++) {
                group[group.length - NUMBER + i] = (byte) (number >>> 8 * i);
            }
            members.computeIfAbsent(key(group), absent -> new ArrayList<>()).add(externalId);
        }
    }

    /** External ids of the users whose primary group the entry is. */
    List<String> of(SearchResultEntry group) {
        return members.isEmpty()
                ? List.of()
                : sid(group)
                        .map(sid -> members.getOrDefault(key(sid), List.of()))
                        .orElse(List.of());
    }

    private static Optional<byte[]> sid(SearchResultEntry entry) {
        return Optional.ofNullable(entry.getAttributeValueBytes("objectSid")).filter(sid -> sid.length > NUMBER);
    }

    private static String key(byte[] sid) {
        return HexFormat.of().formatHex(sid);
    }
}
