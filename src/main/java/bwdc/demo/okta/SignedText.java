package bwdc.demo.okta;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * A JSON Web Signature in its compact form (RFC 7515 3.1), taken apart.
 *
 * @param content what is signed
 */
record SignedText(JsonObject header, JsonObject claims, String content, byte[] signature) {
    /** Empty for what is none. */
    static Optional<SignedText> parse(String text) {
        var parts = text.split("\\.", -1);
        try {
            if (parts.length == 3
                    && Json.parse(decoded(parts[0])) instanceof JsonObject header
                    && Json.parse(decoded(parts[1])) instanceof JsonObject claims) {
                return Optional.of(new SignedText(header, claims, parts[0] + "." + parts[1], decoded(parts[2])));
            }
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            // Told by the caller.
        }
        return Optional.empty();
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    boolean isSignedBy(PublicKey key) {
        var elliptic = key.getAlgorithm().equals("EC");
        if (!header.text("alg").orElse("").equals(elliptic ? "ES256" : "RS256")) {
            return false;
        }
        try {
            var check = Signature.getInstance(elliptic ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            check.initVerify(key);
            check.update(content.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A public JSON Web Key (RFC 7517); empty for what is none. */
    static Optional<PublicKey> key(JsonObject jwk) {
        try {
            if (jwk.text("kty").orElse("").equals("RSA")) {
                return Optional.of(KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"))));
            }
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return Optional.of(KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(
                            new ECPoint(number(jwk, "x"), number(jwk, "y")),
                            parameters.getParameterSpec(ECParameterSpec.class))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BigInteger number(JsonObject jwk, String name) {
        return new BigInteger(1, decoded(jwk.text(name).orElse("")));
    }

    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
