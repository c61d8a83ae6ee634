package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @TempDir
    Path folder;

    /** Another process: takes the lock, says so, and keeps it until its input ends. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            try {
                var lock = RunLock.acquire(Path.of(arguments[0]), NOON);
                System.out.println("held");
                while (System.in.read() >= 0) {
                    Thread.onSpinWait();
                }
                lock.close();
            } catch (Fault fault) {
                System.out.println("refused " + fault.exitCode() + " " + fault.sentence());
            }
        }
    }

    @Test
    void itNamesItsOwner() throws IOException {
        var file = folder.resolve("bwdc.lock");
        try (var lock = RunLock.acquire(folder, NOON)) {
            assertThat(lock).isNotNull();
            assertThat(file).hasContent("pid " + ProcessHandle.current().pid() + ", since 2026-03-01T12:00:00Z\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(file).hasContent("");
    }

    @Test
    void itCanBeTakenAgain() {
        for (int i = 0; i < 3; i++) {
            RunLock.acquire(folder, NOON).close();
        }
    }

    @Test
    void anotherProcessIsRefusedAndNamed() throws Exception {
        try (var other = ChildJvm.start(Holder.class, folder.toString())) {
            assertThat(other.line()).isEqualTo("held");
            assertThatExceptionOfType(Fault.class)
                    .isThrownBy(() -> RunLock.acquire(folder, NOON))
                    .satisfies(fault -> {
                        assertThat(fault.exitCode()).isEqualTo(ExitCode.LOCKED);
                        assertThat(fault.sentence())
                                .contains(folder.toString(), "pid " + other.pid(), "since 2026-03-01T12:00:00Z");
                    });
        }
        RunLock.acquire(folder, NOON).close();
    }

    @Test
    void killingItsOwnerFreesIt() throws Exception {
        try (var other = ChildJvm.start(Holder.class, folder.toString())) {
            assertThat(other.line()).isEqualTo("held");
            other.kill();
            RunLock.acquire(folder, NOON).close();
        }
    }

    @Test
    void theSameProcessIsRefusedToo() {
        var lock = RunLock.acquire(folder, NOON);
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> RunLock.acquire(folder, NOON))
                .withMessageContaining("pid " + ProcessHandle.current().pid());
        lock.close();
        RunLock.acquire(folder, NOON).close();
    }

    /** POSIX takes a lock away when its process closes any other handle of the file. */
    @Test
    void anAttemptInTheSameProcessDoesNotFreeIt() throws Exception {
        try (var lock = RunLock.acquire(folder, NOON)) {
            assertThat(lock).isNotNull();
            assertThatExceptionOfType(Fault.class).isThrownBy(() -> RunLock.acquire(folder, NOON));
            try (var other = ChildJvm.start(Holder.class, folder.toString())) {
                assertThat(other.line()).startsWith("refused LOCKED");
            }
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> RunLock.acquire(folder.resolve("missing"), NOON))
                .withMessageContaining("missing")
                .satisfies(fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS));
    }
}
