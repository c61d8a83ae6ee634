package bwdc.bitwarden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The hash of everything that a sync sends: SHA-256 over the API's address, the organization's id and the JSON of the
 * request, or of the list of requests when there are several. Older releases left out the organization's id, or the
 * invitation property; a stored hash in any of these forms counts as the same.
 */
public final class SyncHash {
    private final String apiUrl;
    private final String organizationId;
    private final List<ImportBody> bodies;
    private final String value;

    private SyncHash(String apiUrl, String organizationId, List<ImportBody> bodies) {
        this.apiUrl = apiUrl;
        this.organizationId = organizationId;
        this.bodies = bodies;
        this.value = digest(apiUrl + organizationId, true);
    }

    public static SyncHash of(String apiUrl, String organizationId, List<ImportBody> bodies) {
        return new SyncHash(apiUrl, organizationId, bodies);
    }

    /** The hash in today's form. */
    public String value() {
        return value;
    }

    public boolean matches(String stored) {
        return stored.equals(value)
                || stored.equals(digest(apiUrl, true))
                || stored.equals(digest(apiUrl + organizationId, false))
                || stored.equals(digest(apiUrl, false));
    }

    private String digest(String prefix, boolean withInvitations) {
        var sha = sha256();
        sha.update(prefix.getBytes(StandardCharsets.UTF_8));
        var several = bodies.size() != 1;
        if (several) {
            sha.update((byte) '[');
        }
        for (int i = 0; i < bodies.size(); i++) {
            if (i > 0) {
                sha.update((byte) ',');
            }
            var body = bodies.get(i);
            if (withInvitations) {
                sha.update(body.bytes());
            } else {
                sha.update(body.bytes(), 0, body.inviteStart());
                sha.update((byte) '}');
            }
        }
        if (several) {
            sha.update((byte) ']');
        }
        return Base64.getEncoder().encodeToString(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
