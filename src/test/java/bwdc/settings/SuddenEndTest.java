package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and locks when processes end without warning. */
class SuddenEndTest {
    @TempDir
    private Path folder;

    private final TestHost host = new TestHost();

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("data.json"), text);
    }

    @Test
    void aKillAtAnyMomentLeavesAWholeFile() throws Exception {
        write("{\"counter\": 0, \"tail\": \"end\"}");
        for (int round = 0; round < 12; round++) {
            var child = child(Saver.class);
            assertThat(child.getInputStream().read()).isEqualTo('x');
            TimeUnit.MILLISECONDS.sleep(round * 3L);
            child.destroyForcibly().waitFor();
            var root = DataFile.open(folder, host.host()).root();
            assertThat(root.text("tail")).contains("end");
            assertThat(root.number("counter").orElseThrow()).isPositive();
        }
    }

    @Test
    void onlyOneCommandAtATimeAndNoneAfterAKill() throws Exception {
        var child = child(Holder.class);
        assertThat(child.getInputStream().read()).isEqualTo('x');
        assertThatThrownBy(() -> RunLock.acquire(folder, Instant.now())).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.LOCKED);
            assertThat(fault.sentence()).contains("pid " + child.pid(), "since 2026-03-01T02:30:00Z");
        });
        child.destroyForcibly().waitFor();
        RunLock.acquire(folder, Instant.now()).close();
    }

    private Process child(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Saves in a loop, until it is killed. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] args) {
            var folder = Path.of(args[0]);
            for (long i = 1; ; i++) {
                var data = DataFile.open(folder, new TestHost().host());
                data.root()
                        .put("counter", i)
                        .put("filler", "y".repeat((int) (i % 50_000)))
                        .remove("tail")
                        .put("tail", "end");
                data.save();
                if (i == 1) {
                    System.out.print('x');
                    System.out.flush();
                }
            }
        }
    }

    /** Holds the lock, until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (var _ = RunLock.acquire(Path.of(args[0]), Instant.parse("2026-03-01T02:30:00.5Z"))) {
                System.out.print('x');
                System.out.flush();
                TimeUnit.MINUTES.sleep(1);
            }
        }
    }
}
