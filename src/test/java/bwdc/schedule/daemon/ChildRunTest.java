package bwdc.schedule.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.fault.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "speaks sh")
class ChildRunTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger signs = new AtomicInteger();
    private final Stop stop = new Stop();

    private int run(Duration longest, String... command) {
        var journal = new Journal() {
            @Override
            public void info(String sentence) {
                said.add(sentence);
            }

            @Override
            public void warning(String sentence) {
                said.add("! " + sentence);
            }

            @Override
            public void line(String line) {
                said.add("> " + line);
            }
        };
        return new ChildRun(List.of(command), longest, stop, journal).run(signs::incrementAndGet);
    }

    private int sh(Duration longest, String script) {
        return run(longest, "sh", "-c", script);
    }

    @Test
    void passesOnWhatIsPrintedAndHowItEnded() {
        assertThat(sh(LONG, "echo one; echo two >&2; echo $BWDC_DAEMON; printf three; exit 5"))
                .isEqualTo(5);
        assertThat(said).containsExactly("> one", "> two", "> true", "> three");
    }

    @Test
    void givesASignOfLifeWhileItWaits() {
        assertThat(sh(LONG, "sleep 1.2")).isZero();
        assertThat(signs.get()).isPositive();
    }

    @Test
    void killsWhatDoesNotEnd() {
        assertThat(sh(Duration.ofMillis(300), "trap '' TERM; while :; do sleep 0.1; done"))
                .isEqualTo(ExitCode.TIME.number());
        assertThat(said).containsExactly("! The run did not end after 0.3s and was killed.");
    }

    @Test
    void asksItToStopByTheEndOfItsInput() throws Exception {
        var begun = folder.resolve("begun");
        var asker = Thread.ofPlatform().start(() -> {
            while (!Files.exists(begun)) {
                Thread.onSpinWait();
            }
            stop.ask();
        });
        assertThat(sh(LONG, "touch " + begun + "; cat; echo finished; exit 3")).isEqualTo(3);
        asker.join();
        assertThat(said).containsExactly("> finished");
    }

    @Test
    void aWishFromBeforeReachesItToo() {
        stop.ask();
        assertThat(sh(LONG, "cat; exit 4")).isEqualTo(4);
    }

    @Test
    void endsItAtOnceWhenForced() throws Exception {
        var begun = folder.resolve("begun");
        var asker = Thread.ofPlatform().start(() -> {
            while (!Files.exists(begun)) {
                Thread.onSpinWait();
            }
            stop.force();
        });
        assertThat(sh(LONG, "touch " + begun + "; while :; do sleep 0.1; done")).isEqualTo(128 + 9);
        asker.join();
    }

    @Test
    void forceFromBeforeReachesItToo() {
        stop.force();
        assertThat(sh(LONG, "while :; do sleep 0.1; done")).isEqualTo(128 + 9);
    }

    @Test
    void doesNotWaitForWhatTheRunLeftBehind() {
        long before = System.nanoTime();
        assertThat(sh(LONG, "sleep 20 & echo $!")).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        ProcessHandle.of(Long.parseLong(said.getFirst().substring(2))).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void aProgramThatIsGoneIsAFailedRun() {
        assertThat(run(LONG, folder.resolve("gone").toString())).isEqualTo(ExitCode.UNEXPECTED.number());
        assertThat(said).singleElement().asString().startsWith("! Cannot start " + folder.resolve("gone"));
    }
}
