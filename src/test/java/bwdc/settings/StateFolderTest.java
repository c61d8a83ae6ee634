package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.host.Platform;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    Path folder;

    @Test
    void theReferencesVariablesComeFirst() {
        var both = Map.of(
                "BITWARDENCLI_CONNECTOR_APPDATA_DIR", "/first/../first/a",
                "BITWARDEN_CONNECTOR_APPDATA_DIR", "/second",
                "HOME", "/home/x");
        assertThat(locate(both, Platform.LINUX)).isEqualTo(Path.of("/first/a"));
        assertThat(locate(Map.of("BITWARDEN_CONNECTOR_APPDATA_DIR", "/second", "HOME", "/h"), Platform.LINUX))
                .isEqualTo(Path.of("/second"));
        assertThat(locate(
                        Map.of("BITWARDENCLI_CONNECTOR_APPDATA_DIR", "", "BITWARDEN_CONNECTOR_APPDATA_DIR", "/second"),
                        Platform.LINUX))
                .isEqualTo(Path.of("/second"));
    }

    @Test
    void aRelativeFolderIsBelowTheWorkingFolder() {
        assertThat(locate(Map.of("BITWARDENCLI_CONNECTOR_APPDATA_DIR", "state"), Platform.LINUX))
                .isEqualTo(Path.of("state").toAbsolutePath());
    }

    @Test
    void aFolderBesideTheProgramComesNext() throws IOException {
        var beside = Files.createDirectory(folder.resolve("bitwarden-connector-appdata"));
        assertThat(locate(Map.of("HOME", "/home/x"), Platform.LINUX)).isEqualTo(beside);
        assertThat(locate(Map.of("BITWARDEN_CONNECTOR_APPDATA_DIR", "/second"), Platform.LINUX))
                .isEqualTo(Path.of("/second"));
    }

    @Test
    void aFileBesideTheProgramIsNone() throws IOException {
        Files.writeString(folder.resolve("bitwarden-connector-appdata"), "");
        assertThat(locate(Map.of("HOME", "/home/x"), Platform.LINUX))
                .isEqualTo(Path.of("/home/x/.config/Bitwarden Directory Connector"));
    }

    @Test
    void eachSystemHasItsUsualPlace() {
        var name = "Bitwarden Directory Connector";
        assertThat(locate(Map.of("HOME", "/home/x"), Platform.LINUX)).isEqualTo(Path.of("/home/x/.config", name));
        assertThat(locate(Map.of("HOME", "/home/x", "XDG_CONFIG_HOME", "/xdg"), Platform.LINUX))
                .isEqualTo(Path.of("/xdg", name));
        assertThat(locate(Map.of("HOME", "/Users/x", "XDG_CONFIG_HOME", "/xdg"), Platform.MACOS))
                .isEqualTo(Path.of("/Users/x/Library/Application Support", name));
        assertThat(locate(Map.of("APPDATA", "/roaming", "HOME", "/x"), Platform.WINDOWS))
                .isEqualTo(Path.of("/roaming", name));
    }

    @Test
    void withoutAHomeTheVariableIsNamed() {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> locate(Map.of(), Platform.LINUX))
                .satisfies(fault -> {
                    assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                    assertThat(fault.hint().orElse("")).contains("BITWARDENCLI_CONNECTOR_APPDATA_DIR");
                });
    }

    @Test
    void itIsCreatedForTheOwnerAloneAndThatIsSaid() throws IOException {
        var state = folder.resolve("a/b");
        var host = new TestHost();
        StateFolder.ensure(state, host.host());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        assertThat(host.err())
                .isEqualTo("Could not find dir, \"" + state + "\"; creating it instead." + System.lineSeparator());
        StateFolder.ensure(state, host.host());
        assertThat(host.err().lines()).hasSize(1);
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> StateFolder.ensure(file.resolve("below"), new TestHost().host()))
                .withMessageContaining(file.resolve("below").toString());
    }

    private Path locate(Map<String, String> environment, Platform platform) {
        var host = new TestHost().host();
        return StateFolder.locate(
                new Host(environment, host.in(), host.out(), host.err(), null, host.clock(), platform), folder);
    }
}
