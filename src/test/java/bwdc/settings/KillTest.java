package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.testkit.ChildJvm;
import bwdc.testkit.TestHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment of saving leaves the old data.json or the new one. */
class KillTest {
    private static final int SIZE = 200_000;

    @TempDir
    Path folder;

    /** Saves data.json for ever; both ends of the document carry the same number. */
    static final class Saver {
        public static void main(String[] arguments) {
            var data = DataFile.open(Path.of(arguments[0]), new TestHost().host());
            for (long round = 1; ; round++) {
                data.root().put("first", round);
                data.root()
                        .put(
                                "middle",
                                Character.toString('a' + (int) (round % 26)).repeat(SIZE));
                data.root().put("last", round);
                data.save();
                if (round == 1) {
                    System.out.println("saving");
                }
            }
        }
    }

    @RepeatedTest(20)
    void theFileIsAlwaysWhole(RepetitionInfo repetition) throws Exception {
        Files.writeString(folder.resolve("data.json"), "{\"kept\": true}");
        try (var saver = ChildJvm.start(Saver.class, folder.toString())) {
            assertThat(saver.line()).isEqualTo("saving");
            var moment = new SplittableRandom(repetition.getCurrentRepetition()).nextLong(30_000_000);
            LockSupport.parkNanos(moment);
            saver.kill();
        }
        var root = DataFile.open(folder, new TestHost().host()).root();
        assertThat(root.flag("kept")).contains(true);
        var round = root.number("first").orElseThrow();
        assertThat(root.number("last")).contains(round);
        assertThat(root.text("middle"))
                .contains(Character.toString('a' + (int) (round % 26)).repeat(SIZE));
        nextSaveCleansUp();
    }

    private void nextSaveCleansUp() throws Exception {
        var data = DataFile.open(folder, new TestHost().host());
        data.root().put("after", true);
        data.save();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("data.json");
        }
    }
}
