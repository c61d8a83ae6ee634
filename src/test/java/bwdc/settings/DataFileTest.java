package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.SmallDisk;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DataFileTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/reference");

    @TempDir
    Path folder;

    private final TestHost host = new TestHost();

    @Test
    void aMissingFileIsAnEmptyOneAndStaysMissing() {
        var data = open();
        assertThat(data.root().keys()).isEmpty();
        assertThat(data.path()).isEqualTo(folder.resolve("data.json")).doesNotExist();
        assertThat(host.err()).isEmpty();
    }

    @Test
    void creatingItIsSaidInTheReferencesWords() throws IOException {
        var data = open();
        data.root().put("directoryType", 0L);
        data.save();
        assertThat(host.err())
                .isEqualTo("Could not find data file, \"" + data.path() + "\"; creating it instead."
                        + System.lineSeparator());
        assertThat(Files.readString(data.path())).isEqualTo("""
                        {
                          "directoryType": 0,
                          "stateVersion": 8,
                          "installedVersion": "2026.6.1"
                        }""");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void savingTwiceSaysItOnce() {
        var data = open();
        data.save();
        data.root().put("locale", "en");
        data.save();
        assertThat(host.err().lines()).hasSize(1);
    }

    @Test
    void nothingIsWrittenWhenNothingChanged() throws IOException {
        var file = given("{\n  \"stateVersion\": 8,\n  \"installedVersion\": \"2026.6.1\"\n}");
        var longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, longAgo);
        var key = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        open().save();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        assertThat(Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(key);
    }

    static Stream<Path> recordedFiles() throws IOException {
        try (var files = Files.walk(RECORDINGS)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("data-.*[.]json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordedFiles")
    void theReferencesFilesAreRewrittenToTheByte(Path recorded) throws IOException {
        var content = Files.readString(recorded);
        var file = given(content);
        var data = open();
        data.root().put("locale", "xx");
        data.save();
        assertThat(Files.readString(file)).isNotEqualTo(content);
        data.root().remove("locale");
        data.save();
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void unknownKeysStayWhereTheyAre() throws IOException {
        var file = given("""
                {"future":{"deep":[1,2.50,{"x":null}]},"stateVersion":8,"window":{"width":800},"directoryLdap":{"hostname":"h","extra":true},"installedVersion":"2026.6.1","last":"ü"}""");
        var data = open();
        data.root().object("directoryLdap").orElseThrow().put("hostname", "other");
        data.save();
        var root = (JsonObject) Json.parse(Files.readAllBytes(file));
        assertThat(Json.compact(root)).isEqualTo("""
                {"future":{"deep":[1,2.50,{"x":null}]},"stateVersion":8,"window":{"width":800},"directoryLdap":{"hostname":"other","extra":true},"installedVersion":"2026.6.1","last":"ü"}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{⏎  \"a\": 1,⏎  \"b\" 2⏎} | line 3, column",
                "{⏎  \"a\": 1 | line 2, column",
                "[1] | it is no JSON object",
                "\"text\" | it is no JSON object",
                "null | it is no JSON object",
                "~~ | it is empty",
                "⏎ | line ",
                "{\"a\":1,\"a\":2} | line 1, column",
                "{\"stateVersion\": 8} {\"stateVersion\": 8} | line 1, column",
            })
    void whatDoesNotParseIsNamedAndNotTouched(String text, String reason) throws IOException {
        var content = text.replace('⏎', '\n');
        var file = given(content);
        assertRefused(file.toString(), reason);
        assertThat(Files.readString(file)).isEqualTo(content);
        assertThat(names()).containsExactly("data.json");
    }

    @Test
    void bytesThatAreNoUtf8AreNamed() throws IOException {
        var file = folder.resolve("data.json");
        Files.write(file, new byte[] {'{', '"', 'a', (byte) 0xff, '"', ':', '1', '}'});
        assertRefused("line 1, column", "UTF-8");
    }

    @Test
    void aPasswordWithoutQuotesIsNotRepeated() throws IOException {
        given("{\"directoryLdap\": {\"password\": hunter2}}");
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(this::open)
                .satisfies(fault -> assertThat(texts(fault)).doesNotContain("hunter2"));
    }

    @Test
    void aFolderInItsPlaceIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("data.json"));
        assertRefused("it is a folder");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        try (var file = new RandomAccessFile(folder.resolve("data.json").toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        assertRefused("larger than 64 MB");
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws IOException {
        var file = given("{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        org.junit.jupiter.api.Assumptions.assumeFalse(Files.isReadable(file), "root reads everything");
        assertRefused("permission denied");
    }

    @Test
    void aNewerFileIsLeftToANewerProgram() throws IOException {
        given("{\"stateVersion\": 9}");
        assertRefused("state version 9", "up to 8");
    }

    @Test
    void aLinkedFileIsWrittenThrough() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("shared.json"), "{\"stateVersion\": 8}");
        Files.createSymbolicLink(folder.resolve("data.json"), elsewhere.resolve("shared.json"));
        var data = open();
        data.root().put("locale", "en");
        data.save();
        assertThat(folder.resolve("data.json")).isSymbolicLink();
        assertThat(elsewhere.resolve("shared.json")).content().contains("\"locale\": \"en\"");
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        try (var disk = SmallDisk.mount(folder)) {
            var file = disk.folder().resolve("data.json");
            Files.writeString(file, "{\"stateVersion\":8}");
            var data = DataFile.open(disk.folder(), host.host());
            Files.delete(disk.fill());
            data.root().put("window", "x".repeat(80_000));
            assertThatExceptionOfType(Fault.class)
                    .isThrownBy(data::save)
                    .withMessageContaining(file.toString())
                    .satisfies(fault -> {
                        assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                        assertThat(fault.sentence()).containsIgnoringCase("no space left");
                    });
            assertThat(file).hasContent("{\"stateVersion\":8}");
            data.root().put("window", "small");
            data.save();
            assertThat(file).content().contains("small");
        }
    }

    private void assertRefused(String... parts) {
        assertThatExceptionOfType(Fault.class).isThrownBy(this::open).satisfies(fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains(folder.resolve("data.json").toString());
            assertThat(fault.sentence()).contains(parts);
            assertThat(fault.hint()).isPresent();
        });
    }

    private static String texts(Fault fault) {
        return fault.sentence() + fault.details() + fault.hint() + fault.getCause();
    }

    private Path given(String content) throws IOException {
        return Files.write(folder.resolve("data.json"), content.getBytes(StandardCharsets.UTF_8));
    }

    private DataFile open() {
        return DataFile.open(folder, host.host());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
