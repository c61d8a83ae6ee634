package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.json.JsonObject;
import bwdc.secret.EncryptedFile;
import bwdc.secret.KeyFile;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OktaCheckTest {
    @TempDir
    private Path folder;

    private List<SettingsCheck.Problem> problems(Map<String, Object> okta) throws IOException {
        var block = new JsonObject();
        okta.forEach(block::put);
        var root = new JsonObject()
                .put("directoryType", 3L)
                .put("directoryOkta", block)
                .put("sync", new JsonObject().put("users", true));
        Files.writeString(folder.resolve("data.json"), root.toString());
        var host = new TestHost().host();
        var data = DataFile.open(folder, host);
        return SettingsCheck.problems(new Settings(data, host, new PlaintextSecrets(data))).stream()
                .filter(problem -> problem.setting().startsWith("okta."))
                .toList();
    }

    @Test
    void namesWhatIsMissingAndWhereItIsFound() throws IOException {
        assertThat(problems(Map.of()))
                .extracting(SettingsCheck.Problem::setting)
                .containsExactly("okta.orgUrl", "okta.token");
        assertThat(problems(Map.of()).getLast().remedy()).contains("Security > API > Tokens");
        assertThat(problems(Map.of("orgUrl", "https://acme.okta.com", "clientId", "0oa1")))
                .extracting(SettingsCheck.Problem::setting)
                .containsExactly("okta.privateKey");
        assertThat(problems(Map.of("orgUrl", "https://acme.okta.com", "privateKey", "{}")))
                .extracting(SettingsCheck.Problem::setting)
                .containsExactly("okta.clientId");
        assertThat(problems(Map.of("orgUrl", "acme.okta.com", "token", "00x"))).isEmpty();
    }

    @Test
    void knowsTheAddressOfTheAdminConsoleAndAShareThatIsNone() throws IOException {
        var problems = problems(Map.of("orgUrl", "https://acme-admin.okta-emea.com", "token", "00x", "rateShare", 0L));
        assertThat(problems)
                .extracting(SettingsCheck.Problem::setting)
                .containsExactly("okta.orgUrl", "okta.rateShare");
        assertThat(problems.getFirst().remedy()).isEqualTo("bwdc config okta.orgUrl https://acme.okta-emea.com");
    }

    @Test
    void theFileOfAKeyCountsWhole() throws IOException {
        var file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nMII\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("data.json"), "{}");
        var host = new TestHost()
                .with("BWDC_OKTA_PRIVATE_KEY_FILE", file.toString())
                .host();
        var data = DataFile.open(folder, host);
        var settings = new Settings(data, host, new PlaintextSecrets(data));
        assertThat(settings.secret("okta.privateKey").orElseThrow().reveal()).contains("MII");
    }

    /** The reference has one secret for each kind of directory. */
    @Test
    void tokenAndPrivateKeyAreKeptApart() throws IOException {
        var host = new TestHost()
                .with("BWDC_KEY_FILE", folder.resolve("key").toString())
                .host();
        Files.writeString(folder.resolve("data.json"), "{}");
        var data = DataFile.open(folder, host);
        var store = new EncryptedFile(folder, new KeyFile(host, folder));
        var writer = new SettingsWriter(data, store, false);
        writer.set(Setting.known("okta.token"), "the token");
        writer.set(Setting.known("okta.privateKey"), "the key");
        writer.set(Setting.known("okta.orgUrl"), "https://other.okta.com");
        data.save();
        var settings = new Settings(data, host, store);
        assertThat(settings.secret("okta.token").orElseThrow().reveal()).isEqualTo("the token");
        assertThat(settings.secret("okta.privateKey").orElseThrow().reveal()).isEqualTo("the key");
        assertThat(Files.readString(folder.resolve("data.json")))
                .doesNotContain("the token")
                .doesNotContain("the key");
    }
}
