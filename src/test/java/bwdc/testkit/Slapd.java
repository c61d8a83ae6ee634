package bwdc.testkit;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final ServerProcess process;

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
        port = ServerProcess.freePort();
        tlsPort = ServerProcess.freePort();
        configure();
        load(options.ldif());
        process = ServerProcess.start(
                program(),
                folder.resolve("slapd.log"),
                () -> new LDAPConnection("127.0.0.1", port).close(),
                () -> Folders.delete(folder));
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
        Tools.run(new ProcessBuilder("/usr/sbin/slapadd", "-q", "-f", conf, "-l", file.toString()));
    }

    private ProcessBuilder program() {
        var urls = "ldap://127.0.0.1:" + port + "/"
                + (options.tls().isPresent() ? " ldaps://127.0.0.1:" + tlsPort + "/" : "");
        var conf = folder.resolve("slapd.conf").toString();
        var builder = new ProcessBuilder(PROGRAM.toString(), "-d", "0", "-f", conf, "-h", urls);
        builder.environment().putAll(options.environment());
        return builder;
    }

    /** Carries out LDIF change records. */
    public void change(String ldif) {
        Ldif.apply(() -> new LDAPConnection("127.0.0.1", port, ADMIN, "admin"), ldif);
    }

    /** Stops the server, and starts it again on the same ports. */
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
