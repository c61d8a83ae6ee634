package bwdc.directory.okta;

import bwdc.directory.cloud.PrivateKeys;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.secret.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The private key of a service app, as PEM or, as Okta shows a new one, as JSON Web Key (RFC 7517).
 *
 * @param id by which Okta finds the public key
 */
record SigningKey(PrivateKey key, Optional<String> id) {
    private static final String SETTING = "okta.privateKey";

    /** @param id of the setting; a JSON Web Key brings its own */
    static SigningKey parse(Secret text, Optional<String> id) {
        if (!text.reveal().strip().startsWith("{")) {
            return new SigningKey(PrivateKeys.parse(text, SETTING), id);
        }
        try {
            if (Json.parse(text.reveal().getBytes(StandardCharsets.UTF_8)) instanceof JsonObject given) {
                var jwk = single(given);
                return new SigningKey(key(jwk), id.or(() -> jwk.text("kid")));
            }
        } catch (JsonSyntaxException | GeneralSecurityException | IllegalArgumentException e) {
            // The exception may quote the key.
        }
        throw wrong("it is damaged");
    }

    /** A set with one key is what some generators make. */
    private static JsonObject single(JsonObject given) {
        var keys = given.list("keys");
        return keys.size() == 1 && keys.getFirst() instanceof JsonObject only ? only : given;
    }

    private static PrivateKey key(JsonObject jwk) throws GeneralSecurityException {
        if (!jwk.has("d")) {
            throw wrong("it is a public key");
        }
        return switch (jwk.text("kty").orElse("")) {
            case "RSA" ->
                KeyFactory.getInstance("RSA")
                        .generatePrivate(new RSAPrivateCrtKeySpec(
                                number(jwk, "n"),
                                number(jwk, "e"),
                                number(jwk, "d"),
                                number(jwk, "p"),
                                number(jwk, "q"),
                                number(jwk, "dp"),
                                number(jwk, "dq"),
                                number(jwk, "qi")));
            case "EC" ->
                KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), curve(jwk)));
            default -> throw wrong("its kty is neither RSA nor EC");
        };
    }

    private static ECParameterSpec curve(JsonObject jwk) throws GeneralSecurityException {
        if (!jwk.text("crv").orElse("").equals("P-256")) {
            throw wrong("its curve is not P-256");
        }
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(JsonObject jwk, String name) {
        var text = jwk.text(name).orElseThrow(() -> wrong("it has no " + name));
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }

    private static Fault wrong(String why) {
        return Fault.of(ExitCode.SETTINGS, "The setting " + SETTING + " is no private key: " + why + ".")
                .hint("Applications > your app > General > Public Keys: Add key shows a new one once, as JSON or PEM;"
                        + " save it whole and give it with bwdc config " + SETTING + " --secretfile key.json");
    }
}
