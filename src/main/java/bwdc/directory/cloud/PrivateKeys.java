package bwdc.directory.cloud;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Reads private keys from PEM text (RFC 7468): PKCS #8, and PKCS #1 for RSA. */
public final class PrivateKeys {
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";

    /** Version 0 and the algorithm rsaEncryption, which stand before the key itself in PKCS #8 (RFC 5208 5). */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PrivateKeys() {}

    /**
     * The key of a setting, in one line with {@code \n} or in several.
     *
     * @param setting where it comes from
     * @throws Fault with exit code 3 when it is none
     */
    public static PrivateKey parse(Secret pem, String setting) {
        var text = pem.reveal().replace("\\r", "").replace("\\n", "\n").replace("\r", "");
        if (text.contains("ENCRYPTED")) {
            throw wrong(setting, "it is locked with a password")
                    .hint("openssl pkey -in key.pem -out open.pem, then bwdc config " + setting
                            + " --secretfile open.pem");
        }
        if (!text.contains("-----BEGIN ")) {
            throw wrong(setting, "there is no -----BEGIN PRIVATE KEY----- in it");
        }
        if (!text.contains("-----BEGIN " + PKCS8) && !text.contains("-----BEGIN " + PKCS1)) {
            throw wrong(setting, "it is " + label(text).toLowerCase(java.util.Locale.ROOT));
        }
        try {
            return text.contains("-----BEGIN " + PKCS1)
                    ? key(wrapped(between(text, PKCS1)), "RSA")
                    : anyKey(between(text, PKCS8));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // The exception may quote the key.
            throw wrong(setting, "it is damaged");
        }
    }

    private static String label(String text) {
        int from = text.indexOf("-----BEGIN ") + 11;
        int to = text.indexOf("-----", from);
        return to < 0 ? "cut off" : text.substring(from, to);
    }

    private static byte[] between(String text, String label) {
        int from = text.indexOf("-----BEGIN " + label + "-----") + label.length() + 16;
        int to = text.indexOf("-----END " + label + "-----", from);
        if (to < 0) {
            throw new IllegalArgumentException("no end");
        }
        return Base64.getMimeDecoder().decode(text.substring(from, to));
    }

    private static PrivateKey anyKey(byte[] pkcs8) throws GeneralSecurityException {
        try {
            return key(pkcs8, "RSA");
        } catch (GeneralSecurityException e) {
            return key(pkcs8, "EC");
        }
    }

    private static PrivateKey key(byte[] pkcs8, String algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] wrapped(byte[] pkcs1) {
        var octets = tagged(0x04, pkcs1);
        return tagged(
                0x30,
                ByteBuffer.allocate(RSA.length + octets.length)
                        .put(RSA)
                        .put(octets)
                        .array());
    }

    /** DER with a length of two bytes, which every RSA key has. */
    private static byte[] tagged(int tag, byte[] content) {
        return ByteBuffer.allocate(content.length + 4)
                .put((byte) tag)
                .put((byte) 0x82)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static Fault wrong(String setting, String why) {
        return Fault.of(ExitCode.SETTINGS, "The setting " + setting + " is no private key: " + why + ".")
                .hint("give the whole file, from -----BEGIN to -----END: bwdc config " + setting
                        + " --secretfile key.pem");
    }
}
