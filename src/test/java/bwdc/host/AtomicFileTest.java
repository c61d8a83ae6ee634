package bwdc.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void writesForTheOwnerAlone() throws IOException {
        var file = folder.resolve("a.json");
        write(file, "one");
        assertThat(file).hasContent("one");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void closesAFileThatOthersCouldRead() throws IOException {
        var file = Files.writeString(folder.resolve("a.json"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        var file = folder.resolve("a.json");
        Files.writeString(folder.resolve(".a.json.tmp"), "left by a run that was killed");
        write(file, "one");
        write(file, "two");
        assertThat(names(folder)).containsExactly("a.json");
    }

    @Test
    void writesThroughALink() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        var target = Files.writeString(elsewhere.resolve("real.json"), "old");
        var link = Files.createSymbolicLink(folder.resolve("data.json"), Path.of("elsewhere/real.json"));
        write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new");
        assertThat(names(elsewhere)).containsExactly("real.json");
    }

    @Test
    void createsTheFileThatALinkNames() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        var link = Files.createSymbolicLink(folder.resolve("data.json"), Path.of("elsewhere/real.json"));
        write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere.resolve("real.json")).hasContent("new");
    }

    @Test
    void aFullDiskLeavesTheOldContent() throws Exception {
        try (var disk = SmallDisk.mount(folder)) {
            var file = disk.folder().resolve("data.json");
            write(file, "old");
            var filler = disk.fill();
            assertThatExceptionOfType(Fault.class)
                    .isThrownBy(() -> write(file, "x".repeat(20_000)))
                    .satisfies(fault -> {
                        assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                        assertThat(fault.sentence())
                                .contains(file.toString())
                                .containsIgnoringCase("no space left on device");
                    });
            assertThat(file).hasContent("old");
            assertThat(names(disk.folder())).containsExactlyInAnyOrder("data.json", "filler");
            Files.delete(filler);
            write(file, "new");
            assertThat(file).hasContent("new");
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        var file = folder.resolve("missing/data.json");
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> write(file, "x"))
                .withMessageContaining(file + ": no such file or folder");
    }

    /** A folder in the place of the file cannot be replaced either, and root is not above that. */
    @Test
    void aFolderInItsPlaceStays() throws IOException {
        var file = Files.createDirectory(folder.resolve("data.json"));
        Files.writeString(file.resolve("inside"), "x");
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> write(file, "x"))
                .satisfies(fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS));
        assertThat(names(folder)).containsExactly("data.json");
        assertThat(file.resolve("inside")).hasContent("x");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        var closed = Files.createDirectory(folder.resolve("closed"));
        var file = Files.writeString(closed.resolve("data.json"), "old");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        try {
            org.junit.jupiter.api.Assumptions.assumeFalse(Files.isWritable(closed), "root writes everywhere");
            assertThatExceptionOfType(Fault.class)
                    .isThrownBy(() -> write(file, "new"))
                    .withMessageContaining("permission denied");
            assertThat(file).hasContent("old");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
