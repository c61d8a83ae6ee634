package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Up to where changes are known, and of which server. A domain controller answers the cookie of another one, or one from
 * before it was restored, with success and with whatever it likes, so what it counts for is looked at first.
 *
 * @param sequence the server's number of changes when the cookie was asked for
 */
record DirSyncCookie(byte[] bytes, int flags, String server, long sequence) {
    private static final String COOKIE = "cookie";
    private static final String FLAGS = "flags";
    private static final String SERVER = "server";
    private static final String SEQUENCE = "sequence";

    /**
     * The first one. Accounts that may not replicate the domain are told of what they may see; deletions among it only if
     * they may see deleted objects.
     */
    static DirSyncCookie first(DirSyncSearch search, RootDse server, Searcher searcher) throws LDAPException {
        var identity = identity(server, searcher);
        try {
            int flags = DirSyncSearch.INCREMENTAL_VALUES;
            return new DirSyncCookie(search.now(searcher, flags), flags, identity, sequence(server));
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
                throw e;
            }
        }
        if (!DeletedObjects.isReadable(searcher, server)) {
            throw new NotFollowed("the account may not see who was deleted, and would not be told");
        }
        int flags = DirSyncSearch.INCREMENTAL_VALUES | DirSyncSearch.OBJECT_SECURITY;
        return new DirSyncCookie(search.now(searcher, flags), flags, identity, sequence(server));
    }

    /** @throws NotFollowed when they are not those of this kind */
    static DirSyncCookie of(Map<String, String> values) throws NotFollowed {
        try {
            return new DirSyncCookie(
                    Base64.getDecoder().decode(values.getOrDefault(COOKIE, "")),
                    Integer.parseInt(values.getOrDefault(FLAGS, "")),
                    values.getOrDefault(SERVER, ""),
                    Long.parseLong(values.getOrDefault(SEQUENCE, "")));
        } catch (IllegalArgumentException e) {
            throw new NotFollowed("there is no cookie");
        }
    }

    Map<String, String> values() {
        return Map.of(
                COOKIE, Base64.getEncoder().encodeToString(bytes),
                FLAGS, Integer.toString(flags),
                SERVER, server,
                SEQUENCE, Long.toString(sequence));
    }

    /** Up to where they are known afterwards. */
    DirSyncCookie then(byte[] cookie, RootDse now) {
        return new DirSyncCookie(cookie, flags, server, sequence(now));
    }

    /** Why it counts for nothing. */
    Optional<String> problem(RootDse now, Searcher searcher) {
        if (!server.equals(identity(now, searcher))) {
            return Optional.of("the domain controller is another one than at the last run, or was restored");
        }
        return sequence(now) < sequence
                ? Optional.of("the domain controller has gone back behind the last run")
                : Optional.empty();
    }

    private static long sequence(RootDse server) {
        return server.values("highestCommittedUSN").stream()
                .findFirst()
                .filter(text -> !text.isEmpty() && text.chars().allMatch(Character::isDigit))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Its place in the configuration, and the id of its database, which is a new one after it was restored. */
    private static String identity(RootDse server, Searcher searcher) {
        var name = server.values("dsServiceName").stream().findFirst().orElse("");
        var database = new String[] {""};
        try {
            searcher.entryIfAllowed(name, List.of("invocationId"), entry -> {
                var bytes = entry.getAttributeValueBytes("invocationId");
                database[0] = bytes == null ? "" : HexFormat.of().formatHex(bytes);
            });
        } catch (LDAPException e) {
            // Where the account may not see it, the name has to do.
        }
        return name + " " + database[0];
    }
}
