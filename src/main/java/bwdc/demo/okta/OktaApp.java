package bwdc.demo.okta;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A service app and its keys. */
public record OktaApp(String clientId, String keyId, KeyPair keys) {
    /** Made once: it takes a while. */
    private static final class Shared {
        static final OktaApp APP = make();
    }

    static OktaApp shared() {
        return Shared.APP;
    }

    private static OktaApp make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new OktaApp("0oaacme00000000000a1", "acme-key-1", generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS #8. */
    public String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
