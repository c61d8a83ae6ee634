package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.bitwarden.ImportBody;
import bwdc.directory.Cursor;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.settings.DataFile;
import bwdc.settings.PlaintextSecrets;
import bwdc.settings.SafetySettings;
import bwdc.settings.Settings;
import bwdc.testkit.TestHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large import goes on where it was cut off, if it still has to send the same. */
class ResumeTest {
    @TempDir
    private Path folder;

    private final TestHost host = new TestHost()
            .with("BWDC_SYNC_USERS", "true")
            .with("BWDC_SYNC_GROUPS", "true")
            .with("BWDC_SYNC_LARGE_IMPORT", "true");
    private final List<ImportBody> accepted = new ArrayList<>();
    private int people = 11_000;

    /** Ends the run before it sends one request more. */
    private SyncOutcome run(int requests) {
        var data = DataFile.open(folder, host.host());
        var settings = new Settings(data, host.host(), new PlaintextSecrets(data));
        var sent = new int[1];
        return new SyncRun(
                        data,
                        settings.sync(),
                        SafetySettings.of(settings),
                        () -> new Directory(people),
                        Clock.systemUTC(),
                        new Silence())
                .sync(
                        "org",
                        "http://localhost/api",
                        body -> {
                            if (sent[0]++ == requests) {
                                throw new IllegalStateException("killed");
                            }
                            accepted.add(body);
                        },
                        Delivery.blind(new Silence()),
                        RunOptions.USUAL);
    }

    private void dies(int after) {
        assertThatThrownBy(() -> run(after)).hasMessage("killed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6})
    void theNextRunGoesOn(int after) {
        dies(after);
        assertThat(run(Integer.MAX_VALUE)).isEqualTo(new SyncOutcome.Imported(1, 11_000));
        assertThat(accepted).hasSize(7);
        assertThat(accepted.stream()
                        .mapToInt(body -> body.request().members().size())
                        .sum())
                .isEqualTo(11_000);
        assertThat(folder.resolve("progress.json")).doesNotExist();
        assertThat(run(Integer.MAX_VALUE)).isEqualTo(new SyncOutcome.Unchanged());
        assertThat(accepted).hasSize(7);
    }

    @Test
    void itMayDieSeveralTimes() {
        dies(2);
        dies(2);
        dies(0);
        run(Integer.MAX_VALUE);
        assertThat(accepted).hasSize(7);
    }

    @Test
    void anotherPlanStartsFromItsBeginning() {
        dies(4);
        people = 10_999;
        run(Integer.MAX_VALUE);
        assertThat(accepted).hasSize(4 + 7);
    }

    @Test
    void aDamagedFileStartsFromTheBeginning() throws Exception {
        dies(4);
        Files.writeString(folder.resolve("progress.json"), "{");
        run(Integer.MAX_VALUE);
        assertThat(accepted).hasSize(4 + 7);
    }

    private record Directory(int people) implements DirectorySource {
        @Override
        public DirectorySnapshot read(ReadRequest request) {
            var users = IntStream.range(0, people)
                    .mapToObj(i -> new DirectoryUser("dn" + i, "id" + i, "u" + i + "@acme.example", false, false))
                    .toList();
            var groups = List.of(new DirectoryGroup("g", "g", "staff", List.of("id1", "id2"), List.of()));
            return new DirectorySnapshot(users, groups, true, Set.of(), List.of(), Cursor.NONE, List.of());
        }

        @Override
        public Inquiry inquiry() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static final class Silence implements Notices {
        @Override
        public void reading(long entries) {}

        @Override
        public void found(long groups, long users) {}

        @Override
        public void sending(int request, int of) {}

        @Override
        public void done() {}

        @Override
        public void warning(String sentence) {}
    }
}
