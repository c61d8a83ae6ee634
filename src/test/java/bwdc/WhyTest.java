package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.Samples;
import bwdc.demo.sample.SampleCompany;
import bwdc.json.Json;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bwdc why} and {@code bwdc test --explain} say of directories in the cloud. */
class WhyTest {
    private static final SampleCompany COMPANY = new SampleCompany(
            List.of(
                    person("ann", "Ann Ames", "ann@acme.example", false),
                    person("bob", "Bob Berg", "bob@acme.example", true),
                    person("cid", "Cid Cole", "cid@acme.example", false),
                    person("dora", "Dora Dunn", "dora@acme.example", false),
                    person("omar", "Omar Farouk", null, false)),
            List.of(
                    new SampleCompany.Group("Staff", List.of("ann", "bob", "cid", "omar"), List.of()),
                    new SampleCompany.Group("Board", List.of("dora"), List.of())));

    @TempDir
    private Path folder;

    private static SampleCompany.Person person(
            String login, String name, @org.jspecify.annotations.Nullable String mail, boolean disabled) {
        return new SampleCompany.Person(login, name, mail, disabled, "Research");
    }

    @TestFactory
    Stream<DynamicTest> everyKind() {
        return Samples.words().stream()
                .filter(word -> !word.equals("ldap"))
                .map(word -> DynamicTest.dynamicTest(word, () -> tells(word)));
    }

    private void tells(String word) throws IOException {
        try (var directory = Samples.named(word).orElseThrow().apply(COMPANY);
                var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL)) {
            var home = Files.createTempDirectory(folder, word);
            var data = directory.data().put("stateVersion", 8L);
            data.object("sync").orElseThrow().put("users", true).put("groups", true);
            Files.writeString(home.resolve("data.json"), Json.pretty(data));
            Files.writeString(home.resolve("ca.pem"), directory.certificate().orElseThrow());
            var environment = Map.of(
                    "BITWARDENCLI_CONNECTOR_APPDATA_DIR", home.toString(),
                    "BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true",
                    "HOME", home.toString(),
                    "SSL_CERT_FILE", home.resolve("ca.pem").toString(),
                    "BWDC_SERVER", organization.url().toString(),
                    "BW_CLIENTID", OrganizationOptions.USUAL.clientId(),
                    "BW_CLIENTSECRET", OrganizationOptions.USUAL.clientSecret(),
                    // Suspended users are in no group of Google's, and stay only to be removed.
                    "BWDC_SYNC_REMOVE_DISABLED", "true",
                    "BWDC_SYNC_USER_FILTER", "exclude:cid@acme.example",
                    "BWDC_SYNC_GROUP_FILTER", "include:staff");
            tells((status, args) -> {
                var host = new TestHost().with(environment);
                var program = new Program(
                        new Release("0", Optional::empty),
                        Path.of("/nonexistent"),
                        Catalog.SOURCES,
                        List.of(),
                        any -> {});
                assertThat(program.run(host.host(), List.of(args)))
                        .as(host.err())
                        .isEqualTo(status);
                return host.out();
            });
        }
    }

    /** The program. */
    private interface Bwdc {
        String run(int status, String... args);
    }

    private static void tells(Bwdc bwdc) {
        assertThat(bwdc.run(0, "why", "ann@acme.example"))
                .contains("read as a user")
                .contains("ann@acme.example")
                .contains("Staff");
        assertThat(bwdc.run(0, "why", "bob@acme.example")).contains("read as disabled");
        assertThat(bwdc.run(0, "why", "CID@acme.example"))
                .contains("not read: it does not match exclude:cid@acme.example (sync.userFilter)");
        assertThat(bwdc.run(0, "why", "dora@acme.example"))
                .contains("not read:")
                .contains("sync.groupFilter");
        assertThat(bwdc.run(0, "why", "nobody@acme.example")).contains("Nothing in the directory is called");
        assertThat(bwdc.run(0, "why", "group:STAFF"))
                .contains("read as a group")
                .contains("Staff");
        assertThat(bwdc.run(0, "why", "group:Board"))
                .contains("not read: it does not match include:staff (sync.groupFilter)");
        var explained = bwdc.run(0, "test", "--explain");
        assertThat(explained)
                .contains("Staff")
                .contains("by the user filter: 1: ")
                .contains("cid@acme.example");
    }
}
