package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.bitwarden.Organization;
import bwdc.bitwarden.OrganizationReader;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.loopback.Reply;
import bwdc.directory.Cursor;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.fault.Fault;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.SafetySettings;
import bwdc.settings.Settings;
import bwdc.testkit.OrganizationLine;
import bwdc.testkit.TestHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of several requests, and organizations that cannot be read when they should be. */
class DeliveryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T02:30:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final EmbeddedOrganization organization = EmbeddedOrganization.start(OrganizationOptions.USUAL);
    private final OrganizationLine line = new OrganizationLine(organization);
    private final List<String> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @AfterEach
    void stop() {
        line.close();
        organization.close();
    }

    private SyncOutcome sync(int users, int groups) {
        var host = new TestHost()
                .with("BWDC_SYNC_USERS", "true")
                .with("BWDC_SYNC_GROUPS", "true")
                .with("BWDC_SYNC_LARGE_IMPORT", "true")
                .host();
        var data = DataFile.open(folder, host);
        var settings = new Settings(data, host, new PlaintextSecrets(data));
        var owner = SafetyFiles.owner("id", organization.url() + "/api");
        var notices = new Kept();
        var delivery = new Delivery(
                Optional.of(
                        new OrganizationView(new OrganizationReader(line.session()), folder, owner, CLOCK, notices)),
                Optional.of(new UndoFolder(folder)),
                owner,
                () -> 1,
                Optional.empty(),
                CLOCK,
                notices);
        return new SyncRun(
                        data,
                        settings.sync(),
                        SafetySettings.of(settings),
                        () -> directory(users, groups),
                        CLOCK,
                        notices)
                .sync(
                        "id",
                        organization.url() + "/api",
                        new Organization(line.session())::importMembers,
                        delivery,
                        RunOptions.USUAL);
    }

    private static DirectorySource directory(int users, int groups) {
        var snapshot = new DirectorySnapshot(
                IntStream.range(0, users)
                        .mapToObj(i -> new DirectoryUser("u" + i, "u" + i, "u" + i + "@acme.example", false, false))
                        .toList(),
                IntStream.range(0, groups)
                        .mapToObj(i -> new DirectoryGroup("g" + i, "g" + i, "group " + i, List.of("u" + i), List.of()))
                        .toList(),
                true,
                Set.of(),
                List.of(),
                Cursor.NONE,
                List.of());
        return new DirectorySource() {
            @Override
            public DirectorySnapshot read(ReadRequest request) {
                return snapshot;
            }

            @Override
            public Inquiry inquiry() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void sendsAllOfItAgainWhenOneOfManyRequestsDidNotArrive() {
        organization.replyToImports(Reply.empty(200));
        assertThatThrownBy(() -> sync(2100, 1))
                .isInstanceOf(Fault.class)
                .hasMessage("The server accepted the import, but the organization does not hold all of it.")
                .extracting(fault -> ((Fault) fault).details())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(21)
                .last()
                .isEqualTo("and 1981 more");
        assertThat(organization.imports()).hasSize(3);
        assertThat(sync(2100, 1)).isEqualTo(new SyncOutcome.Imported(1, 2100));
        assertThat(organization.imports()).hasSize(6);
        assertThat(organization.members()).hasSize(2101);
        assertThat(organization.groups().get("group 0")).containsExactly("u0@acme.example");
        assertThat(sync(2100, 1)).isEqualTo(new SyncOutcome.Unchanged());
    }

    @Test
    void looksAtSomeOfManyGroups() {
        assertThat(sync(500, 500)).isEqualTo(new SyncOutcome.Imported(500, 500));
        assertThat(notes).contains("reads back 501 members, 500 groups, and the members of 80 of 500 changed groups");
        assertThat(organization.requests().stream()
                        .filter(request -> request.path().endsWith("/member-ids")))
                .hasSize(80);
        assertThat(warnings).isEmpty();
    }

    /** What runs tell. */
    private final class Kept implements Notices {
        @Override
        public void found(long groups, long users) {}

        @Override
        public void reading(long entries) {}

        @Override
        public void sending(int request, int of) {}

        @Override
        public void done() {}

        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }

        @Override
        public void warning(String sentence) {
            warnings.add(sentence);
        }
    }
}
