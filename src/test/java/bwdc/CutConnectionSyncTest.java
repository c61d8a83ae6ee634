package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedDirectory;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.testkit.Cutter;
import bwdc.testkit.Cutter.Cut;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync whose directory is cut off, at every message: exit 5, nothing is sent, and the next run begins where this one did. */
class CutConnectionSyncTest {
    private static final List<String> MEMORY = List.of("data.json", "cursor.json", "baseline.bin", "holds.json");

    @TempDir
    private Path folder;

    private TestHost last = new TestHost();

    private int sync(Cutter directory, EmbeddedOrganization organization) {
        last = new TestHost()
                .with(Map.ofEntries(
                        Map.entry("BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder.toString()),
                        Map.entry("HOME", folder.toString()),
                        Map.entry("BW_CLIENTID", OrganizationOptions.USUAL.clientId()),
                        Map.entry("BW_CLIENTSECRET", OrganizationOptions.USUAL.clientSecret()),
                        Map.entry("BWDC_SERVER", organization.url().toString()),
                        Map.entry("BWDC_DIRECTORY", "ldap"),
                        Map.entry("BWDC_LDAP_HOSTNAME", "127.0.0.1"),
                        Map.entry("BWDC_LDAP_PORT", Integer.toString(directory.port())),
                        Map.entry("BWDC_LDAP_ROOT_PATH", EmbeddedDirectory.ROOT),
                        Map.entry("BWDC_LDAP_USERNAME", EmbeddedDirectory.ACCOUNT),
                        Map.entry("BWDC_LDAP_PASSWORD", EmbeddedDirectory.PASSWORD),
                        Map.entry("BWDC_LDAP_AD", "false"),
                        Map.entry("BWDC_SYNC_USERS", "true"),
                        Map.entry("BWDC_SYNC_GROUPS", "true"),
                        Map.entry("BWDC_SYNC_USER_PATH", "ou=people"),
                        Map.entry("BWDC_SYNC_GROUP_PATH", "ou=groups"),
                        Map.entry("BWDC_SYNC_USER_OBJECT_CLASS", "inetOrgPerson"),
                        Map.entry("BWDC_SYNC_GROUP_OBJECT_CLASS", "groupOfNames"),
                        Map.entry("BWDC_SYNC_USER_EMAIL_ATTRIBUTE", "mail"),
                        Map.entry("BWDC_SYNC_GROUP_NAME_ATTRIBUTE", "cn"),
                        Map.entry("BWDC_SYNC_MEMBER_ATTRIBUTE", "member"),
                        Map.entry("BWDC_SYNC_REVISION_DATE_ATTRIBUTE", "modifyTimestamp")));
        return new Program(
                        new Release("0", Optional::empty),
                        Path.of("/nonexistent"),
                        Catalog.SOURCES,
                        Catalog.SCHEDULERS,
                        status -> {})
                .run(last.host(), List.of("sync"));
    }

    /** What is remembered from run to run, by file. */
    private Map<String, String> memory() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (var name : MEMORY) {
            var file = folder.resolve(name);
            if (Files.exists(file)) {
                contents.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    @Test
    void sendsNothingAndForgetsNothing() throws IOException {
        try (var directory = EmbeddedDirectory.start();
                var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL);
                var cutter = new Cutter(directory.port())) {
            var messages = firstWholeRun(cutter, organization);
            assertThat(messages).isGreaterThan(10);
            assertThat(organization.imports()).hasSize(1);
            var kept = memory();
            assertThat(kept).containsKeys("data.json", "cursor.json");
            for (int i = 0; i < 4; i++) {
                for (var how : Cut.values()) {
                    cutter.after(i, how);
                    assertThat(sync(cutter, organization)).as(last.err()).isEqualTo(5);
                    assertThat(memory()).isEqualTo(kept);
                }
            }
            cutter.after(Integer.MAX_VALUE, Cut.BETWEEN_MESSAGES);
            assertThat(sync(cutter, organization)).as(last.err()).isZero();
            assertThat(organization.imports()).hasSize(1);
        }
    }

    private int firstWholeRun(Cutter cutter, EmbeddedOrganization organization) throws IOException {
        var nothing = memory();
        for (int messages = 0; ; messages++) {
            cutter.after(messages, Cut.BETWEEN_MESSAGES);
            var status = sync(cutter, organization);
            if (status == 0) {
                return messages;
            }
            assertThat(status).as(last.err()).isEqualTo(5);
            assertThat(organization.requests()).isEmpty();
            assertThat(memory()).as("after %d messages", messages).isEqualTo(nothing);
        }
    }
}
