package bwdc.demo;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** A certificate for this machine that nobody else has signed, made anew each time. */
public final class EmbeddedCertificate {
    private static final String TYPE = "PKCS12";
    /** Of a file that is gone at once. */
    private static final String PASSWORD = "demo-certificate";

    private final KeyStore store;

    private EmbeddedCertificate(KeyStore store) {
        this.store = store;
    }

    public static EmbeddedCertificate create() {
        try {
            var folder = Files.createTempDirectory("bwdc-certificate-");
            var file = folder.resolve("store");
            try {
                make(file);
                try (var stream = Files.newInputStream(file)) {
                    var store = KeyStore.getInstance(TYPE);
                    store.load(stream, PASSWORD.toCharArray());
                    return new EmbeddedCertificate(store);
                }
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void make(Path file) {
        var words = "generate-self-signed-certificate --keystore-type " + TYPE + " --keystore-password " + PASSWORD
                + " --alias server --subject-dn CN=localhost --subject-alternative-name-dns localhost"
                + " --subject-alternative-name-ip-address 127.0.0.1 --days-valid 2 --keystore";
        List<String> command = new ArrayList<>(List.of(words.split(" ", -1)));
        command.add(file.toString());
        var nowhere = OutputStream.nullOutputStream();
        var code = ManageCertificates.main(
                InputStream.nullInputStream(), nowhere, nowhere, command.toArray(String[]::new));
        if (!code.equals(ResultCode.SUCCESS)) {
            throw new IllegalStateException("making a certificate ended with " + code);
        }
    }

    SSLServerSocketFactory sockets() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the certificate as a PEM file, for those who are to trust it. */
    public Path write(Path file) {
        try {
            var certificate = store.getCertificate(Collections.list(store.aliases()).getFirst());
            return Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
