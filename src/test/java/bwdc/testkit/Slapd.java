package bwdc.testkit;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFChangeRecord;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real OpenLDAP server on loopback with the tree {@code dc=bench,dc=example} and the account {@code
 * cn=admin,dc=bench,dc=example}, password {@code admin}. It ends with the test, or with the JVM.
 */
public final class Slapd implements AutoCloseable {
    public static final String ROOT = "dc=bench,dc=example";
    public static final String ADMIN = "cn=admin," + ROOT;

    private static final Path PROGRAM = Path.of("/usr/sbin/slapd");

    private final Path folder;
    private final Options options;
    private final int port;
    private final int tlsPort;
    private Process process;
    private final Thread endWithJvm = new Thread(this::kill);

    /**
     * What the server is like.
     *
     * @param global lines of slapd.conf before the database
     * @param database lines after it
     * @param tls whether it has certificates and an ldaps port
     * @param environment variables for the server
     */
    public record Options(
            String ldif,
            List<String> global,
            List<String> database,
            Optional<Certificates> tls,
            Map<String, String> environment) {
        public static Options of(String ldif) {
            return new Options(ldif, List.of(), List.of(), Optional.empty(), Map.of());
        }

        public Options global(String... lines) {
            return new Options(ldif, List.of(lines), database, tls, environment);
        }

        public Options database(String... lines) {
            return new Options(ldif, global, List.of(lines), tls, environment);
        }

        public Options tls(Certificates certificates) {
            return new Options(ldif, global, database, Optional.of(certificates), environment);
        }

        public Options environment(Map<String, String> variables) {
            return new Options(ldif, global, database, tls, variables);
        }
    }

    private Slapd(Path folder, Options options) throws IOException {
        this.folder = folder;
        this.options = options;
        port = freePort();
        tlsPort = freePort();
        configure();
        load(options.ldif());
        process = launch();
        Runtime.getRuntime().addShutdownHook(endWithJvm);
    }

    /** Starts a server, or skips the test where the package slapd is not installed. */
    public static Slapd start(Options options) {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "the Debian package slapd is not installed");
        try {
            return new Slapd(Files.createTempDirectory("slapd-"), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public int tlsPort() {
        return tlsPort;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void configure() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "include /etc/ldap/schema/core.schema",
                "include /etc/ldap/schema/cosine.schema",
                "include /etc/ldap/schema/nis.schema",
                "include /etc/ldap/schema/inetorgperson.schema",
                "modulepath /usr/lib/ldap",
                "moduleload back_mdb"));
        options.tls().ifPresent(certificates -> {
            lines.add("TLSCACertificateFile " + certificates.authority());
            lines.add("TLSCertificateFile " + certificates.certificate());
            lines.add("TLSCertificateKeyFile " + certificates.key());
        });
        lines.addAll(options.global());
        lines.addAll(List.of(
                "database mdb",
                "suffix \"" + ROOT + "\"",
                "rootdn \"" + ADMIN + "\"",
                "rootpw admin",
                "directory " + Files.createDirectory(folder.resolve("db")),
                "maxsize 268435456",
                "dbnosync"));
        lines.addAll(options.database());
        Files.write(folder.resolve("slapd.conf"), lines);
    }

    private void load(String ldif) throws IOException {
        var file = Files.writeString(folder.resolve("data.ldif"), ldif);
        var conf = folder.resolve("slapd.conf").toString();
        var log = folder.resolve("slapadd.log");
        var slapadd = new ProcessBuilder("/usr/sbin/slapadd", "-q", "-f", conf, "-l", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!slapadd.waitFor(60, TimeUnit.SECONDS) || slapadd.exitValue() != 0) {
                throw new IllegalStateException("slapadd failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process launch() throws IOException {
        var urls = "ldap://127.0.0.1:" + port + "/"
                + (options.tls().isPresent() ? " ldaps://127.0.0.1:" + tlsPort + "/" : "");
        var builder = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-d",
                        "0",
                        "-f",
                        folder.resolve("slapd.conf").toString(),
                        "-h",
                        urls)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("slapd.log").toFile());
        builder.environment().putAll(options.environment());
        var started = builder.start();
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            try (var _ = new LDAPConnection("127.0.0.1", port)) {
                return started;
            } catch (LDAPException e) {
                if (!started.isAlive()) {
                    throw new IllegalStateException("slapd ended: " + Files.readString(folder.resolve("slapd.log")), e);
                }
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("slapd does not answer");
    }

    /** Carries out LDIF change records. */
    public void change(String ldif) {
        try (var connection = new LDAPConnection("127.0.0.1", port, ADMIN, "admin");
                var reader = new LDIFReader(new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)))) {
            LDIFChangeRecord record;
            while ((record = reader.readChangeRecord(true)) != null) {
                record.processChange(connection);
            }
        } catch (LDAPException | LDIFException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server, and starts it again on the same ports. */
    public void restart() {
        kill();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(endWithJvm);
        kill();
        Folders.delete(folder);
    }
}
