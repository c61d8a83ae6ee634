package bwdc.directory.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeysTest {
    private static final KeyPair RSA = rsa();

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] bytes, String end) {
        return "-----BEGIN " + label + "-----" + end
                + Base64.getMimeEncoder(64, end.getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes) + end
                + "-----END " + label + "-----" + end;
    }

    private static void reads(String text) {
        assertThat(PrivateKeys.parse(Secret.of(text), "gsuite.privateKey")).isEqualTo(RSA.getPrivate());
    }

    @Test
    void severalLinesOneLineAndWindowsLinesAreTheSame() {
        var bytes = RSA.getPrivate().getEncoded();
        reads(pem("PRIVATE KEY", bytes, "\n"));
        reads(pem("PRIVATE KEY", bytes, "\r\n"));
        reads(pem("PRIVATE KEY", bytes, "\n").replace("\n", "\\n"));
        reads("  " + pem("PRIVATE KEY", bytes, "\n") + "\n\n");
    }

    /** PKCS #8 holds the key of PKCS #1 at its end, after 26 bytes. */
    @Test
    void theOldFormOfRsaIsRead() {
        var bytes = RSA.getPrivate().getEncoded();
        reads(pem("RSA PRIVATE KEY", Arrays.copyOfRange(bytes, 26, bytes.length), "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "no key at all,no -----BEGIN PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----,locked with a password",
        "-----BEGIN CERTIFICATE-----,it is certificate",
        "-----BEGIN PUBLIC KEY-----,it is public key",
        "-----BEGIN PRIVATE KEY-----MIIE,damaged",
        "-----BEGIN PRIVATE KEY-----TUlJRQ==-----END PRIVATE KEY-----,damaged"
    })
    void whatIsNoneIsSaidInWords(String text, String words) {
        assertThatThrownBy(() -> PrivateKeys.parse(Secret.of(text), "gsuite.privateKey"))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                    assertThat(fault.sentence()).contains(words).doesNotContain("MIIE", "TUlJRQ");
                    assertThat(fault.getCause()).isNull();
                });
    }

    @Test
    void claimsAreSignedWithEitherKindOfKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        verify(RSA, "RS256", "SHA256withRSA");
        verify(generator.generateKeyPair(), "ES256", "SHA256withECDSAinP1363Format");
    }

    private static void verify(KeyPair pair, String name, String algorithm) throws Exception {
        var parts = Jwt.signed(new JsonObject().put("kid", "k"), new JsonObject().put("sub", "ü"), pair.getPrivate())
                .split("\\.", -1);
        var decoder = Base64.getUrlDecoder();
        assertThat(Json.parse(decoder.decode(parts[0])))
                .isEqualTo(new JsonObject().put("kid", "k").put("alg", name));
        assertThat(Json.parse(decoder.decode(parts[1]))).isEqualTo(new JsonObject().put("sub", "ü"));
        var signature = Signature.getInstance(algorithm);
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(decoder.decode(parts[2]))).isTrue();
    }
}
