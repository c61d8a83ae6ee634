package bwdc.directory.okta;

import bwdc.directory.cloud.Jwt;
import bwdc.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Shows with every request that it comes from whoever asked for the token (DPoP, RFC 9449); the key lives as long as a run. */
final class Proofs {
    private final KeyPair keys;
    private final Clock clock;
    private volatile Optional<String> nonce = Optional.empty();

    Proofs(Clock clock) {
        this.clock = clock;
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number that Okta wants to see in the next request for a token. */
    void nonce(String given) {
        nonce = Optional.of(given);
    }

    /** For a request for a token. */
    String ofTokenRequest(URI uri) {
        var claims = claims("POST", uri);
        nonce.ifPresent(number -> claims.put("nonce", number));
        return signed(claims);
    }

    /** For a request with a token. */
    String of(String method, URI uri, String token) {
        return signed(claims(method, uri).put("ath", Jwt.encoded(hash(token))));
    }

    /** The address goes in without query and fragment (RFC 9449 4.2). */
    private JsonObject claims(String method, URI uri) {
        return new JsonObject()
                .put("htm", method)
                .put("htu", uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath())
                .put("iat", clock.instant().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }

    private String signed(JsonObject claims) {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var jwk = new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", Jwt.encoded(bytes(point.getAffineX())))
                .put("y", Jwt.encoded(bytes(point.getAffineY())));
        return Jwt.signed(new JsonObject().put("typ", "dpop+jwt").put("jwk", jwk), claims, keys.getPrivate());
    }

    /** 32 of them, with zeros in front (RFC 7518 6.2.1.2). */
    private static byte[] bytes(BigInteger number) {
        var given = number.toByteArray();
        var whole = new byte[32];
        int length = Math.min(given.length, whole.length);
        System.arraycopy(given, given.length - length, whole, whole.length - length, length);
        return whole;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
