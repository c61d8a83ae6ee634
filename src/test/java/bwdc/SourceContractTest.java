package bwdc;

import bwdc.demo.Samples;
import bwdc.demo.google.ServiceAccount;
import bwdc.demo.sample.SampleDirectory;
import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySourceContract;
import bwdc.directory.DirectorySourceContract.Manners;
import bwdc.directory.ReadRequest;
import bwdc.directory.Surroundings;
import bwdc.host.Host;
import bwdc.http.Trust;
import bwdc.json.Json;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.Setting;
import bwdc.settings.Settings;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The contract with every kind of directory that {@code bwdc demo} can be about, as the catalog opens it. */
class SourceContractTest {
    private static final Map<String, Manners> MANNERS = Map.of(
            "ldap",
            new Manners("ldap.password", "(mail=zoe@bench.example)", "(cn=*end)", "invalid credentials (49)", false),
            "entra",
            new Manners("entra.key", "include:zoe@bench.example", "include:backend,frontend", "AADSTS7000215", true),
            "onelogin",
            new Manners(
                    "onelogin.clientSecret",
                    "include:zoe@bench.example",
                    "include:backend, frontend",
                    "401 (Authentication Failure)",
                    false),
            "google",
            new Manners(
                    "gsuite.privateKey",
                    "| email=zoe@bench.example",
                    "include:backend,frontend",
                    "Invalid JWT Signature",
                    false,
                    ServiceAccount.make("another@acme-sync.iam.gserviceaccount.com", "1", "admin@acme.example")
                            .privateKey(),
                    false),
            "okta",
            new Manners(
                    "okta.token",
                    "include:zoe@bench.example",
                    "include:backend,frontend",
                    "Invalid token provided",
                    false));

    @TempDir
    private Path folder;

    private final List<SampleDirectory> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(SampleDirectory::close);
    }

    @TestFactory
    Stream<DynamicTest> everyKind() {
        return Samples.words().stream().flatMap(word -> {
            var directory = Samples.named(word).orElseThrow().apply(DirectorySourceContract.company());
            open.add(directory);
            return DirectorySourceContract.tests(
                            Objects.requireNonNull(MANNERS.get(word)), () -> new Subject(word, directory))
                    .map(test -> DynamicTest.dynamicTest(word + " " + test.getDisplayName(), test.getExecutable()));
        });
    }

    private final class Subject implements DirectorySourceContract.Subject {
        private final Path home;
        private final Map<String, String> variables = new HashMap<>();

        Subject(String word, SampleDirectory directory) {
            try {
                home = Files.createDirectories(folder.resolve(word));
                var data = directory.data();
                data.object("sync").ifPresent(sync -> sync.put("users", true).put("groups", true));
                Files.writeString(home.resolve("data.json"), Json.pretty(data.put("stateVersion", 8L)));
                var authority = directory.certificate();
                if (authority.isPresent()) {
                    variables.put(
                            "BWDC_CA_FILE",
                            Files.writeString(home.resolve("authority.pem"), authority.get())
                                    .toString());
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public Subject with(String setting, String value) {
            variables.put(Setting.named(setting).orElseThrow().variable(), value);
            return this;
        }

        @Override
        public DirectorySnapshot readAll() {
            var host = new TestHost().with(variables).host();
            var settings = settings(host);
            var type = settings.directoryType().orElseThrow();
            try (var source = Catalog.SOURCES.stream()
                    .filter(each -> each.type() == type)
                    .findFirst()
                    .orElseThrow()
                    .opener()
                    .open(settings, new Surroundings(host, new Trust(host), text -> {}, text -> {}))) {
                return source.read(
                        new ReadRequest(true, true, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}));
            }
        }

        private Settings settings(Host host) {
            var data = DataFile.open(home, host);
            return new Settings(data, host, new PlaintextSecrets(data));
        }
    }
}
