package bwdc.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileTest {
    @TempDir
    private Path folder;

    private Path state;
    private Path key;

    @BeforeEach
    void folders() throws IOException {
        state = Files.createDirectory(folder.resolve("state"));
        key = folder.resolve("home/.local/state/bwdc/secrets.key");
    }

    private EncryptedFile store() {
        var host =
                new TestHost().with("HOME", folder.resolve("home").toString()).host();
        return new EncryptedFile(state, new KeyFile(host, state));
    }

    private static Map<String, Optional<Secret>> one(String name, String value) {
        return Map.of(name, Optional.of(Secret.of(value)));
    }

    @Test
    void keepsSecretsAcrossRunsAndForgetsThem() throws IOException {
        store().write(one("a", "sécret-\n1"));
        store().write(one("b", "secret-2"));
        assertThat(store().read("a")).contains(Secret.of("sécret-\n1"));
        assertThat(store().read("c")).isEmpty();
        store().write(Map.of("a", Optional.empty()));
        assertThat(store().read("a")).isEmpty();
        assertThat(store().read("b")).contains(Secret.of("secret-2"));
        assertThat(Files.readString(state.resolve("secrets.json"))).doesNotContain("\"a\"", "secret-2");
    }

    @Test
    void nobodyElseMayReadTheFiles() throws IOException {
        store().write(one("a", "secret-1"));
        for (var file : new Path[] {state.resolve("secrets.json"), key}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThatThrownBy(() -> store().read("a")).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                assertThat(fault.hint()).contains("chmod 600 " + file);
            });
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theCopyOfTheStateFolderAloneIsWorthless() throws IOException {
        store().write(one("a", "secret-1"));
        Files.delete(key);
        assertThatThrownBy(() -> store().read("a")).hasMessageContaining("is missing: " + key);
        Files.write(key, new byte[32]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> store().read("a"))
                .hasMessageContaining("does not open the secret \"a\"")
                .hasMessageNotContaining("secret-1");
    }

    @Test
    void entriesCannotBeExchanged() throws IOException {
        store().write(one("a", "secret-1"));
        store().write(one("b", "secret-2"));
        var file = state.resolve("secrets.json");
        var root = (JsonObject) java.util.Objects.requireNonNull(Json.parse(Files.readAllBytes(file)));
        var secrets = root.object("secrets").orElseThrow();
        secrets.put("b", secrets.get("a"));
        Files.write(file, Json.pretty(root).getBytes(StandardCharsets.UTF_8));
        assertThat(store().read("a")).isPresent();
        assertThatThrownBy(() -> store().read("b")).isInstanceOf(Fault.class);
    }

    @Test
    void aDamagedFileIsNamedAndKept() throws IOException {
        var file = Files.writeString(state.resolve("secrets.json"), "{\n  oops");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> store().write(one("a", "b"))).hasMessageContaining(file + " is damaged: line 2");
        assertThat(file).content().isEqualTo("{\n  oops");
    }

    @Test
    void theKeyHasItsPlaces() {
        var given = folder.resolve("given.key");
        assertThat(new KeyFile(
                                new TestHost()
                                        .with("BWDC_KEY_FILE", given.toString())
                                        .host(),
                                state)
                        .path())
                .isEqualTo(given);
        assertThat(new KeyFile(new TestHost().with("XDG_STATE_HOME", "/x").host(), state).path())
                .isEqualTo(Path.of("/x/bwdc/secrets.key"));
        assertThat(new KeyFile(new TestHost().host(), state).path()).isEqualTo(state.resolve("key/secrets.key"));
    }

    @Test
    void aUserWithoutAHomeHasTheKeyBelowTheState() {
        var host = new TestHost().with("HOME", "/proc/nobody").host();
        new EncryptedFile(state, new KeyFile(host, state)).write(one("a", "b"));
        assertThat(state.resolve("key/secrets.key")).exists();
    }

    @Test
    void aSecretPrintsAsStars() {
        assertThat(Secret.of("x") + " " + Optional.of(Secret.of("y"))).isEqualTo("******** Optional[********]");
    }
}
