package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.testkit.ChildJvm;
import bwdc.testkit.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:30:00Z");
    private static final Optional<String> NIGHTLY = Optional.of("nightly");

    @TempDir
    private Path folder;

    private final List<String> trouble = new ArrayList<>();

    private History history() {
        return new History(folder, trouble::add);
    }

    private static RunRecord done(RunRecord begun) {
        var size = Optional.of(new RunRecord.Size(3, 40));
        return begun.ended(
                Optional.of(Duration.ofMillis(1234)),
                Outcome.IMPORTED,
                Optional.of(0),
                new RunRecord.Counts(size, size),
                Optional.empty());
    }

    private static RunRecord locked() {
        return RunRecord.begun(0, NOW, Trigger.MANUAL, Optional.empty())
                .ended(
                        Optional.of(Duration.ZERO),
                        Outcome.LOCKED,
                        Optional.of(8),
                        RunRecord.Counts.NONE,
                        Optional.of("Another bwdc is at work."));
    }

    @Test
    void keepsWhatItIsTold() {
        var history = history();
        var run = history.begin(RunRecord.begun(1, NOW, Trigger.SCHEDULE, NIGHTLY));
        assertThat(history.running()).contains(run);
        assertThat(history.records()).isEmpty();
        history.end(done(run));
        assertThat(history().records()).containsExactly(done(run));
        assertThat(history().running()).isEmpty();
        assertThat(trouble).isEmpty();
        assertThat(folder.resolve("running.json")).doesNotExist();
    }

    @Test
    void numbersGoOnAlsoBesideARun() {
        var run = history().begin(RunRecord.begun(1, NOW, Trigger.SCHEDULE, NIGHTLY));
        assertThat(history().add(locked()).number()).isEqualTo(2);
        assertThat(history().add(locked()).number()).isEqualTo(3);
        history().end(done(run));
        assertThat(history()
                        .begin(RunRecord.begun(1, NOW, Trigger.MANUAL, Optional.empty()))
                        .number())
                .isEqualTo(4);
    }

    @Test
    void aRunThatWasKilledIsInterrupted() {
        history().begin(RunRecord.begun(1, NOW, Trigger.DAEMON, Optional.empty()));
        var second = history().begin(RunRecord.begun(1, NOW.plusSeconds(60), Trigger.DAEMON, Optional.empty()));
        assertThat(second.number()).isEqualTo(2);
        assertThat(history().records()).singleElement().satisfies(record -> {
            assertThat(record.number()).isEqualTo(1);
            assertThat(record.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(record.exitCode()).isEmpty();
        });
        assertThat(history().before(Optional.empty())).contains(Outcome.INTERRUPTED);
    }

    @Test
    void halfALineAndNonsenseAreSkipped() throws Exception {
        var file = folder.resolve("history.jsonl");
        var history = history();
        history.end(done(history.begin(RunRecord.begun(1, NOW, Trigger.MANUAL, Optional.empty()))));
        Files.writeString(file, "nonsense\n{\"number\":true}\n[]\n\n{\"number\":2,\"star", StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("running.json"), "{\"num");
        var run = history.begin(RunRecord.begun(1, NOW, Trigger.MANUAL, Optional.empty()));
        assertThat(run.number()).isEqualTo(2);
        history.end(done(run));
        assertThat(history.records()).extracting(RunRecord::number).containsExactly(1L, 2L);
        assertThat(trouble).isEmpty();
    }

    @Test
    void keepsTheLastThousand() throws Exception {
        var history = history();
        var file = folder.resolve("history.jsonl");
        long largest = 0;
        for (int i = 0; i < 5_000; i++) {
            history.add(locked());
            largest = Math.max(largest, Files.size(file));
        }
        assertThat(largest).isLessThan(530_000);
        assertThat(history.records().size()).isGreaterThanOrEqualTo(1_000);
        assertThat(history.records().getLast().number()).isEqualTo(5_000);
        assertThat(Files.readAllLines(file).size()).isLessThan(5_000);
    }

    @Test
    void aFullDiskCostsNothingButTheRecord() throws Exception {
        try (var disk = SmallDisk.mount(folder)) {
            var history = new History(disk.folder(), trouble::add);
            history.end(done(history.begin(RunRecord.begun(1, NOW, Trigger.MANUAL, Optional.empty()))));
            var run = history.begin(RunRecord.begun(1, NOW, Trigger.SCHEDULE, NIGHTLY));
            // The file that grows has no room left in its last page.
            Files.writeString(disk.folder().resolve("history.jsonl"), "#".repeat(4096), StandardOpenOption.APPEND);
            var filler = disk.fill();
            long before = Files.size(disk.folder().resolve("history.jsonl"));
            for (int i = 0; i < 30; i++) {
                history.add(locked());
            }
            assertThat(trouble).isNotEmpty().allMatch(text -> text.contains("No space left"));
            history.end(done(run));
            assertThat(Files.size(disk.folder().resolve("history.jsonl"))).isLessThan(before + 4096);
            Files.delete(filler);
            // How the run ended was written over its own beginning, and is found now.
            history.begin(RunRecord.begun(1, NOW, Trigger.SCHEDULE, NIGHTLY));
            assertThat(history.records()).contains(done(run));
        }
    }

    /** Runs for ever. */
    static final class Runner {
        public static void main(String[] arguments) {
            var history = new History(Path.of(arguments[0]), problem -> {});
            for (int round = 0; ; round++) {
                history.end(done(history.begin(RunRecord.begun(1, NOW, Trigger.SCHEDULE, NIGHTLY))));
                history.add(locked());
                if (round == 0) {
                    System.out.println("running");
                }
            }
        }
    }

    @RepeatedTest(4)
    void aKillAtAnyMomentLosesNothingThatWasWritten(RepetitionInfo repetition) throws Exception {
        try (var runner = ChildJvm.start(Runner.class, folder.toString())) {
            assertThat(runner.line()).isEqualTo("running");
            LockSupport.parkNanos(new SplittableRandom(repetition.getCurrentRepetition()).nextLong(40_000_000));
            runner.kill();
        }
        var next = history().begin(RunRecord.begun(1, NOW, Trigger.MANUAL, Optional.empty()));
        var numbers = history().records().stream().map(RunRecord::number).toList();
        assertThat(numbers).doesNotHaveDuplicates().hasSize((int) next.number() - 1);
        assertThat(trouble).isEmpty();
    }

    @Test
    void processesDoNotGetTheSameNumber() throws Exception {
        try (var runner = ChildJvm.start(Runner.class, folder.toString())) {
            assertThat(runner.line()).isEqualTo("running");
            for (int i = 0; i < 100; i++) {
                history().add(locked());
            }
            runner.kill();
        }
        assertThat(history().records())
                .extracting(RunRecord::number)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(100);
    }
}
