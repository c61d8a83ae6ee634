package bwdc.bitwarden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * The hash of everything that a sync sends: SHA-256 over the API's address, the organization's id and the JSON of the
 * request, or of the list of requests when there are several. Older releases left out the organization's id, or the
 * invitation property; a stored hash in any of these forms counts as the same.
 */
public final class SyncHash {
    private static final int WRITERS = 2;

    private final String apiUrl;
    private final String organizationId;
    private final List<ImportBody> bodies;
    private final String value;

    private SyncHash(String apiUrl, String organizationId, List<ImportRequest> requests) {
        this.apiUrl = apiUrl;
        this.organizationId = organizationId;
        this.bodies = new ArrayList<>(requests.size());
        this.value = digest(
                apiUrl + organizationId, true, requests.size(), bodies(requests).peek(bodies::add));
    }

    /** Writes the requests and takes their hash on the way, which for large ones is done side by side. */
    public static SyncHash of(String apiUrl, String organizationId, List<ImportRequest> requests) {
        return new SyncHash(apiUrl, organizationId, requests);
    }

    private static Stream<ImportBody> bodies(List<ImportRequest> requests) {
        return requests.size() == 1
                ? requests.stream().map(ImportBody::of)
                : requests.stream().gather(Gatherers.mapConcurrent(WRITERS, ImportBody::of));
    }

    /** What the hash was taken of, ready to be sent. */
    public List<ImportBody> bodies() {
        return bodies;
    }

    /** The hash in today's form. */
    public String value() {
        return value;
    }

    public boolean matches(String stored) {
        return stored.equals(value)
                || stored.equals(again(apiUrl, true))
                || stored.equals(again(apiUrl + organizationId, false))
                || stored.equals(again(apiUrl, false));
    }

    private String again(String prefix, boolean withInvitations) {
        return digest(prefix, withInvitations, bodies.size(), bodies.stream());
    }

    private static String digest(String prefix, boolean withInvitations, int count, Stream<ImportBody> bodies) {
        var sha = sha256();
        sha.update(prefix.getBytes(StandardCharsets.UTF_8));
        if (count != 1) {
            sha.update((byte) '[');
        }
        var first = new boolean[] {true};
        bodies.forEachOrdered(body -> {
            if (!first[0]) {
                sha.update((byte) ',');
            }
            first[0] = false;
            if (withInvitations) {
                sha.update(body.bytes());
            } else {
                sha.update(body.bytes(), 0, body.inviteStart());
                sha.update((byte) '}');
            }
        });
        if (count != 1) {
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
