package bwdc.demo.google;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A program's account, by which it signs in, and the administrator as whom it may act.
 *
 * @param clientId by which the Admin console knows it
 */
public record ServiceAccount(String clientEmail, String clientId, String adminUser, KeyPair key) {
    /** With a new key. */
    public static ServiceAccount make(String clientEmail, String clientId, String adminUser) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new ServiceAccount(clientEmail, clientId, adminUser, generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key file that Google lets one download. */
    public String keyFile() {
        return Json.pretty(new JsonObject()
                .put("type", "service_account")
                .put("project_id", "acme-sync")
                .put("private_key_id", "0123456789abcdef0123456789abcdef01234567")
                .put("private_key", privateKey())
                .put("client_email", clientEmail)
                .put("client_id", clientId)
                .put("auth_uri", "https://accounts.google.com/o/oauth2/auth")
                .put("token_uri", "https://oauth2.googleapis.com/token")
                .put("universe_domain", "googleapis.com"));
    }

    /** The private key in it (PEM). */
    public String privateKey() {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PRIVATE KEY-----\n"
                + lines.encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
