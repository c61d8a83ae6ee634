package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFileTest {
    @TempDir
    private Path folder;

    private final TestHost host = new TestHost();

    private DataFile open() {
        return DataFile.open(folder, host.host());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("data.json"), text);
    }

    @Test
    void aMissingFileIsMadeWithTheFirstChangeOnly() throws IOException {
        var data = open();
        assertThat(folder).isEmptyDirectory();
        data.root().put("x", 1L);
        data.save();
        assertThat(folder.resolve("data.json"))
                .content()
                .isEqualTo("{\n  \"x\": 1,\n  \"stateVersion\": 8,\n  \"installedVersion\": \"2026.6.1\"\n}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data.json"))))
                .isEqualTo("rw-------");
        assertThat(host.err())
                .contains("Could not find data file, \"" + folder.resolve("data.json") + "\"; creating it instead.");
    }

    @Test
    void unknownKeysStayWhereTheyAreAndNothingIsWrittenWithoutAChange() throws IOException {
        var text = "{\n  \"zebra\": {\n    \"b\": 1.50,\n    \"a\": null\n  },\n  \"stateVersion\": 8,\n"
                + "  \"installedVersion\": \"2026.6.1\",\n  \"window\": [\n    1e3\n  ]\n}";
        var file = write(text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        var data = open();
        data.root().put("appId", "x");
        data.save();
        assertThat(Files.readString(file)).startsWith(text.substring(0, text.indexOf("\"window\"")));
        assertThat(Files.readString(file)).endsWith("  ],\n  \"appId\": \"x\"\n}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        open().save();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '{"a": }'              | line 1, column
            ''                     | it is empty
            '[]'                   | it is no JSON object
            'null'                 | it is no JSON object
            '{"stateVersion": 9}'  | state version 9
            """)
    void aFileThatCannotBeUnderstoodIsLeftAlone(String text, String problem) throws IOException {
        var file = write(text);
        assertThatThrownBy(this::open).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains(problem, file.toString());
        });
        assertThat(file).content().isEqualTo(text);
    }

    @Test
    void aFolderInItsPlaceIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("data.json"));
        assertThatThrownBy(this::open).hasMessageContaining("it is a folder");
    }

    @Test
    void aSymbolicLinkStaysOne() throws IOException {
        var real = Files.writeString(folder.resolve("real.json"), "{}");
        Files.createSymbolicLink(folder.resolve("data.json"), real);
        var data = open();
        data.root().put("x", 1L);
        data.save();
        assertThat(folder.resolve("data.json")).isSymbolicLink();
        assertThat(Files.readString(real)).contains("\"x\": 1");
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount a small disk");
        var disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
                "no tmpfs can be mounted");
        try {
            var file = Files.writeString(disk.resolve("data.json"), "{\"old\": true}");
            var data = DataFile.open(disk, host.host());
            data.root().put("large", "x".repeat(200_000));
            assertThatThrownBy(data::save)
                    .isInstanceOfSatisfying(
                            Fault.class,
                            fault -> assertThat(fault.sentence())
                                    .isEqualTo("Cannot write " + file + ": No space left on device"));
            assertThat(file).content().isEqualTo("{\"old\": true}");
            assertThat(disk).isDirectoryNotContaining(each -> each.toString().endsWith(".tmp"));
        } finally {
            assertThat(command("umount", disk.toString())).isZero();
        }
    }

    private static int command(String... words) throws Exception {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
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

    @Test
    void versionOneIsUnderstood() throws IOException {
        write("""
                {"directoryType": 0, "organizationId": "o", "lastUserSync": "2020-01-01T00:00:00.000Z",
                 "directoryConfig_0": {"hostname": "dc1", "ad": true}, "syncConfig": {"users": true},
                 "apikey_clientId": "organization.o", "apikey_clientSecret": "s", "window": {"x": 1}}""");
        var root = open().root();
        assertThat(root.object("directoryLdap").orElseThrow().text("hostname")).contains("dc1");
        assertThat(root.object("sync").orElseThrow().flag("users")).contains(true);
        assertThat(root.object("sync").orElseThrow().flag("inviteUsersAfterProvisioning"))
                .contains(true);
        assertThat(root.has("apiKeyClientSecret")).isFalse();
        host.with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true");
        assertThat(open().root().text("apiKeyClientSecret")).contains("s");
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "4"})
    void accountsOfVersionsTwoToFourAreUnderstood(long version) throws IOException {
        write("""
                {"global": {"stateVersion": VERSION, "environmentUrls": {"base": "https://h"}},
                 "authenticatedAccounts": ["o1"], "activeUserId": "o1",
                 "o1": {"profile": {"apiKeyClientId": "organization.o1", "entityId": "o1"},
                   "keys": {"apiKeyClientSecret": "s"}, "tokens": {"accessToken": "t"},
                   "directoryConfigurations": {"ldap": {"hostname": "dc1"}, "azure": {"tenant": "t"}, "entra": null},
                   "directorySettings": {"organizationId": "o1", "directoryType": 0, "userDelta": "d",
                     "lastSyncHash": "h", "sync": {"groups": true}}}}""".replace("VERSION", Long.toString(version)));
        var root = open().root();
        assertThat(root.object("directoryLdap").orElseThrow().text("hostname")).contains("dc1");
        assertThat(root.object("directoryEntra").orElseThrow().text("tenant")).contains("t");
        assertThat(root.object("environmentUrls").orElseThrow().text("base")).contains("https://h");
        assertThat(List.of(root.text("organizationId"), root.text("userDeltaToken"), root.text("lastSyncHash")))
                .allMatch(java.util.Optional::isPresent);
        assertThat(root.number("directoryType")).contains(0L);
        assertThat(root.object("o1")).isPresent();
        assertThat(Json.compact(root)).contains("\"stateVersion\":8");
    }

    @ParameterizedTest
    @CsvSource({"5", "6", "7"})
    void flatVersionsTurnInvitationsOn(long version) throws IOException {
        write("{\"stateVersion\": " + version + ", \"sync\": {\"users\": true}}");
        assertThat(open().root().object("sync").orElseThrow().flag("inviteUsersAfterProvisioning"))
                .contains(true);
        write("{\"stateVersion\": 8, \"sync\": {\"users\": true}}");
        assertThat(open().root().object("sync").orElseThrow().has("inviteUsersAfterProvisioning"))
                .isFalse();
    }
}
