package bwdc.directory.cloud;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Signed claims (RFC 7519), by which a program proves that it holds a key. */
public final class Jwt {
    private Jwt() {}

    /** Signs with RS256 or, for a key on the curve P-256, ES256 (RFC 7518 3); the header is given without {@code alg}. */
    public static String signed(JsonObject header, JsonObject claims, PrivateKey key) {
        var elliptic = key.getAlgorithm().equals("EC");
        header.put("alg", elliptic ? "ES256" : "RS256");
        var content = part(Json.compact(header)) + "." + part(Json.compact(claims));
        try {
            var signature = Signature.getInstance(elliptic ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Base64 for addresses, without padding (RFC 7515 2). */
    public static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
