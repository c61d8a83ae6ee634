package bwdc;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.DemoFolder;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.TellingDirectory;
import bwdc.demo.loopback.Certificate;
import bwdc.host.Host;
import bwdc.host.Platform;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes once through what every day's commands do, while the JDK notes which classes that takes. */
final class Training {
    private Training() {}

    public static void main(String[] args) {
        var program = new Program(
                new Release("0", Optional::empty), Path.of(""), Catalog.SOURCES, Catalog.SCHEDULERS, status -> {});
        var options = OrganizationOptions.USUAL;
        try (var directory = EmbeddedDirectory.startEncrypted();
                var organization = EmbeddedOrganization.start(options);
                var folder = DemoFolder.create(directory, organization, options.clientSecret())) {
            var plain = folder.environment(options.clientId());
            Map<String, String> encrypted = new HashMap<>(plain);
            encrypted.remove("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS");
            encrypted.put("BWDC_LDAP_PASSWORD", EmbeddedDirectory.PASSWORD);
            encrypted.put("BWDC_KEY_FILE", plain.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR") + "/training.key");
            encrypted.putAll(tls(directory, Path.of(plain.get("BITWARDENCLI_CONNECTOR_APPDATA_DIR"))));
            for (var environment : List.of(plain, encrypted)) {
                for (var line : List.of(
                        "login",
                        "test",
                        "sync",
                        "clear-cache",
                        "sync --job training",
                        "sync",
                        "sync --job training",
                        "status",
                        "history",
                        "last-sync users",
                        "config")) {
                    run(program, environment, line);
                }
            }
            changes(program, directory, plain);
        }
        System.exit(0);
    }

    /** A directory that tells of changes: everything, nothing new, and a change. */
    private static void changes(Program program, EmbeddedDirectory directory, Map<String, String> plain) {
        try (var telling = TellingDirectory.of(directory)) {
            Map<String, String> environment = new HashMap<>(plain);
            environment.put("BWDC_LDAP_PORT", Integer.toString(telling.port()));
            run(program, environment, "sync");
            run(program, environment, "sync");
            telling.change(
                    "cn=board,ou=groups," + EmbeddedDirectory.ROOT,
                    new Modification(ModificationType.ADD, "member", "cn=sync," + EmbeddedDirectory.ROOT));
            telling.change(
                    "cn=board,ou=groups," + EmbeddedDirectory.ROOT,
                    new Modification(ModificationType.ADD, "member", "cn=nobody," + EmbeddedDirectory.ROOT));
            run(program, environment, "sync");
        }
    }

    /** Most directories are read over an encrypted connection, which takes hundreds of classes. */
    private static Map<String, String> tls(EmbeddedDirectory directory, Path folder) {
        try {
            return Map.of(
                    "BWDC_LDAP_HOSTNAME",
                    "localhost",
                    "BWDC_LDAP_PORT",
                    Integer.toString(directory.tlsPort()),
                    "BWDC_LDAP_SSL",
                    "true",
                    "BWDC_LDAP_SSL_CA_PATH",
                    Files.writeString(
                                    folder.resolve("ca.pem"),
                                    Certificate.shared().pem())
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Program program, Map<String, String> environment, String line) {
        var nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var host = new Host(
                environment,
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                null,
                Clock.systemUTC(),
                Platform.of(System.getProperty("os.name")));
        int status = program.run(host, List.of(line.split(" ", -1)));
        if (status != 0) {
            throw new IllegalStateException("bwdc " + line + " ended with " + status);
        }
    }
}
