package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.sync.HeldChange;
import bwdc.sync.HeldChange.Kind;
import bwdc.sync.Holds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldsFileTest {
    @TempDir
    private Path folder;

    private static Holds some() {
        return Holds.NONE
                .after(
                        List.of(
                                new HeldChange(Kind.USERS, "uid=ann,\"x\"", "", "ann@x", "left"),
                                new HeldChange(Kind.MEMBERS, "ann", "g1", "ann@x", "Stäff"),
                                new HeldChange(Kind.MAILS, "bob", "b@y", "b@x", "becomes b@y"),
                                new HeldChange(Kind.MISSING, "*", "", "all users", "users")),
                        Set.of(),
                        Set.of(),
                        1_772_445_600,
                        3600)
                .approve(1)
                .reject(3);
    }

    @Test
    void whatIsWrittenIsRead() {
        new HoldsFile(folder, "org").write(some());
        assertThat(new HoldsFile(folder, "org").read()).isEqualTo(some());
    }

    @Test
    void nothingMakesNoFile() {
        new HoldsFile(folder, "org").write(Holds.NONE);
        assertThat(folder.resolve("holds.json")).doesNotExist();
    }

    @Test
    void anotherOrganizationHasNoneButNumbersGoOn() {
        new HoldsFile(folder, "org").write(some());
        assertThat(new HoldsFile(folder, "other").read()).isEqualTo(new Holds(5, List.of(), List.of()));
    }

    @Test
    void aDecisionIsNotLostWithoutAWord() throws IOException {
        Files.writeString(folder.resolve("holds.json"), "{");
        assertThatThrownBy(() -> new HoldsFile(folder, "org").read()).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains("holds.json: line 1");
        });
    }
}
