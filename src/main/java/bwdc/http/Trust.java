package bwdc.http;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.Host;
import bwdc.host.Platform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which certificate authorities are trusted: the machine's, and those in {@code NODE_EXTRA_CA_CERTS} and
 * {@code BWDC_CA_FILE}. They are read when the first certificate comes, because that takes longer than everything else a
 * short command does. {@code NODE_TLS_REJECT_UNAUTHORIZED=0} is not obeyed: a password manager's members are at stake.
 */
public final class Trust {
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));

    private final Host host;

    public Trust(Host host) {
        this.host = host;
    }

    /** A context for client connections; nothing is read yet. */
    public SSLContext context() {
        return context(new KeyManager[0], manager());
    }

    /** A context for client connections that may show a certificate of their own. */
    public static SSLContext context(KeyManager[] keys, TrustManager manager) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Checks certificates and host names; nothing is read yet. */
    public X509ExtendedTrustManager manager() {
        return new Lazy();
    }

    /**
     * Trusts the authorities of one PEM file and no others.
     *
     * @param origin the setting or variable that names it
     */
    public static X509ExtendedTrustManager only(Path file, String origin) {
        try {
            var store = empty();
            addAll(store, certificates(file, origin));
            return manager(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509ExtendedTrustManager load() {
        try {
            var store = machine();
            for (var variable : List.of("NODE_EXTRA_CA_CERTS", "BWDC_CA_FILE")) {
                var file = host.variable(variable);
                if (file.isPresent()) {
                    addAll(store, certificates(Path.of(file.get()), variable));
                }
            }
            return manager(store);
        } catch (GeneralSecurityException | IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot read the machine's certificate authorities: " + e.getMessage())
                    .because(e);
        }
    }

    private KeyStore machine() throws GeneralSecurityException, IOException {
        var bundle = host.variable("SSL_CERT_FILE")
                .map(Path::of)
                .or(() -> BUNDLES.stream().filter(Files::isReadable).findFirst());
        var store = empty();
        if (bundle.isPresent() && host.platform() == Platform.LINUX) {
            addAll(store, certificates(bundle.get(), "the machine's authorities"));
            return store;
        }
        system(store);
        return store;
    }

    /** The system's own store where Java reaches it, else the one that comes with Java. */
    private void system(KeyStore target) throws GeneralSecurityException, IOException {
        var type = switch (host.platform()) {
            case WINDOWS -> Optional.of("Windows-ROOT");
            case MACOS -> Optional.of("KeychainStore-ROOT");
            case LINUX -> Optional.<String>empty();
        };
        if (type.isPresent()) {
            var store = KeyStore.getInstance(type.get());
            store.load(null, null);
            copy(store, target);
        }
        var java = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        copy(KeyStore.getInstance(java.toFile(), (char[]) null), target);
    }

    private static void copy(KeyStore from, KeyStore to) throws GeneralSecurityException {
        for (var alias : java.util.Collections.list(from.aliases())) {
            if (from.isCertificateEntry(alias)) {
                to.setCertificateEntry("system " + to.size(), from.getCertificate(alias));
            }
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static void addAll(KeyStore store, List<X509Certificate> certificates) throws GeneralSecurityException {
        for (var certificate : certificates) {
            store.setCertificateEntry("file " + store.size(), certificate);
        }
    }

    private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    /** All certificates of a PEM file. */
    private static List<X509Certificate> certificates(Path file, String origin) {
        List<X509Certificate> found = new ArrayList<>();
        // The factory reads single bytes, each a call of the system else.
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                found.add((X509Certificate) certificate);
            }
        } catch (IOException e) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "Cannot read the certificate authorities in " + file + " (" + origin + "): "
                                    + AtomicFile.reason(e))
                    .because(e);
        } catch (CertificateException e) {
            throw noCertificates(file, origin).because(e);
        }
        if (found.isEmpty()) {
            throw noCertificates(file, origin);
        }
        return found;
    }

    private static Fault noCertificates(Path file, String origin) {
        return Fault.of(ExitCode.SETTINGS, "The file " + file + " (" + origin + ") holds no certificates in PEM form.")
                .hint("it must contain -----BEGIN CERTIFICATE----- blocks");
    }

    private final class Lazy extends X509ExtendedTrustManager {
        private volatile @org.jspecify.annotations.Nullable X509ExtendedTrustManager loaded;

        private X509ExtendedTrustManager manager() {
            var manager = loaded;
            if (manager == null) {
                manager = load();
                loaded = manager;
            }
            return manager;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            manager().checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            manager().checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            manager().checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            manager().checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            manager().checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            manager().checkClientTrusted(chain, type);
        }

        /** None are named to servers: a client that sends no certificate needs none. */
        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
