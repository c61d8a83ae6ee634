package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.bitwarden.ImportBody;
import bwdc.directory.Cursor;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.run.RunOptions;
import bwdc.run.SyncOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With sync.overwriteExisting a server removes people whom nothing names: what a run that is cut off must leave behind. */
class CutOffHistoriesTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant MONDAY_NIGHT = Instant.parse("2026-03-02T22:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");

    @TempDir
    private Path folder;

    private final Membership organization = new Membership("owner@acme.example");
    private boolean killed;

    /** The process ends here and now. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private Machine machine() {
        return new Machine(
                folder,
                Map.of(
                        "BWDC_SYNC_OVERWRITE_EXISTING", "true",
                        "BWDC_SAFETY_WINDOWS", "mon-fri 08:00-18:00 UTC",
                        "BWDC_SAFETY_MAX_REMOVALS", "10%,2"));
    }

    private static DirectorySource people(int count) {
        var users = IntStream.range(0, count)
                .mapToObj(i -> new DirectoryUser("dn " + i, "id" + i, "m" + i + "@acme.example", false, false))
                .toList();
        return new DirectorySource() {
            @Override
            public DirectorySnapshot read(ReadRequest request) {
                return new DirectorySnapshot(
                        users, List.of(), true, Set.of(), List.of(), Cursor.NONE, List.of(), Set.of());
            }

            @Override
            public Inquiry inquiry() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }

    private void take(ImportBody body) {
        try {
            organization.importOfficially(
                    (JsonObject) Objects.requireNonNull(Json.parse(body.bytes())), OptionalInt.empty());
        } catch (Membership.Refused e) {
            throw new AssertionError(e);
        }
        if (killed) {
            throw new Killed();
        }
    }

    private SyncOutcome run(Machine machine, Instant now, int count) {
        return machine.run(now, people(count), this::take, RunOptions.USUAL);
    }

    private void isCutOff(Machine machine, Instant now, int count) {
        killed = true;
        assertThatThrownBy(() -> run(machine, now, count)).isInstanceOf(Killed.class);
        killed = false;
    }

    private int members() {
        return organization.members().size() - 1;
    }

    @Test
    void whomACutOffRunInvitedIsCountedWhenTheServerOverwrites() {
        var machine = machine();
        isCutOff(machine, MONDAY, 9);
        // Nobody may be removed now, so the server is not asked to overwrite.
        run(machine, MONDAY_NIGHT, 4);
        assertThat(members()).isEqualTo(9);
        assertThat(run(machine, TUESDAY, 4)).isInstanceOf(SyncOutcome.Held.class);
        assertThat(members()).isEqualTo(9);
    }

    @Test
    void twoCutOffRunsAreRememberedBoth() {
        var machine = machine();
        isCutOff(machine, MONDAY, 4);
        isCutOff(machine, MONDAY, 9);
        run(machine, MONDAY_NIGHT, 4);
        assertThat(run(machine, TUESDAY, 4)).isInstanceOf(SyncOutcome.Held.class);
        assertThat(members()).isEqualTo(9);
    }

    @Test
    void whoLeavesWithinTheLimitAfterACutOffRunGoes() {
        var machine = machine();
        isCutOff(machine, MONDAY, 9);
        run(machine, MONDAY_NIGHT, 8);
        assertThat(run(machine, TUESDAY, 8)).isInstanceOf(SyncOutcome.Imported.class);
        assertThat(members()).isEqualTo(8);
        assertThat(folder.resolve("invited.bin")).doesNotExist();
        assertThat(folder.resolve("progress.json")).doesNotExist();
    }

    @Test
    void nothingIsOverwrittenWhenTheCountIsLost() {
        var machine = machine();
        run(machine, MONDAY, 9);
        machine.damage("baseline.bin", false);
        assertThatThrownBy(() -> run(machine, TUESDAY, 4))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.HELD))
                .hasMessageContaining("cannot be counted");
        assertThat(members()).isEqualTo(9);
        machine.run(TUESDAY, people(4), this::take, RunOptions.USUAL.withForcedRemovals());
        assertThat(members()).isEqualTo(4);
    }
}
