package bwdc.demo.loopback;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and localhost that signs itself, made when the first server needs it and never stored.
 *
 * @param context for servers
 * @param pem for those who are to trust it
 */
record Certificate(SSLContext context, String pem) {
    private static final String PASSWORD = "loopback";

    /** The same for every server of this process. */
    static Certificate shared() {
        return Made.ONE;
    }

    /** Made when it is first asked for. */
    private static final class Made {
        static final Certificate ONE = make();
    }

    private static Certificate make() {
        try {
            var folder = Files.createTempDirectory("bwdc-certificate-");
            var file = folder.resolve("store");
            try {
                generate(file);
                return of(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(Path file) {
        var result = ManageCertificates.main(
                null,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                "generate-self-signed-certificate",
                "--keystore",
                file.toString(),
                "--keystore-type",
                "PKCS12",
                "--keystore-password",
                PASSWORD,
                "--alias",
                "server",
                "--subject-dn",
                "CN=127.0.0.1",
                "--subject-alternative-name-ip-address",
                "127.0.0.1",
                "--subject-alternative-name-dns",
                "localhost",
                "--days-valid",
                "30");
        if (!result.equals(ResultCode.SUCCESS)) {
            throw new IllegalStateException(result.toString());
        }
    }

    private static Certificate of(Path file) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new Certificate(context, pem(store.getCertificate("server").getEncoded()));
    }

    private static String pem(byte[] bytes) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END CERTIFICATE-----\n";
    }
}
