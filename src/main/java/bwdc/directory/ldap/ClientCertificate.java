package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A client certificate and its key from PEM files. */
final class ClientCertificate {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private ClientCertificate() {}

    static KeyManager[] keys(Path certificateFile, Path keyFile) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("client", key(keyFile), new char[0], chain(certificateFile));
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "The client certificate " + certificateFile + " and its key " + keyFile
                                    + " cannot be used: "
                                    + (e instanceof IOException io ? AtomicFile.reason(io) : e.getMessage()))
                    .hint("check ldap.sslCertPath and ldap.sslKeyPath")
                    .because(e);
        }
    }

    private static Certificate[] chain(Path file) throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
        }
    }

    private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
        var match = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!match.find()) {
            throw Fault.of(ExitCode.SETTINGS, "The key " + file + " is not an unencrypted PKCS#8 key.")
                    .hint("openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW.pem");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(match.group(1)));
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // The next kind of key is tried.
            }
        }
        throw new GeneralSecurityException("neither RSA, EC nor EdDSA");
    }
}
