package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.google.ServiceAccount;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the key of a Google service account is given, and what is said when something about it is missing. */
class GoogleKeyTest {
    private static final ServiceAccount ACCOUNT =
            ServiceAccount.make("sync@acme.iam.gserviceaccount.com", "104", "admin@acme.example");

    @TempDir
    private Path folder;

    private DataFile data = DataFile.open(Path.of("/nonexistent"), new TestHost().host());

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("data.json"), "{\"stateVersion\": 8, \"directoryType\": 2}");
        data = DataFile.open(folder, new TestHost().host());
    }

    private JsonObject saved(String key) {
        new SettingsWriter(data, new PlaintextSecrets(data), true).set(Setting.known("gsuite.key"), key);
        return data.block("directoryGsuite");
    }

    private List<SettingsCheck.Problem> problems(Map<String, String> variables) {
        var host = new TestHost().with(variables).host();
        return SettingsCheck.problems(new Settings(data, host, new PlaintextSecrets(data))).stream()
                .filter(problem -> problem.setting().startsWith("gsuite."))
                .toList();
    }

    @Test
    void aWholeKeyFileSetsTheAccountToo() {
        var block = saved("\ufeff\n" + ACCOUNT.keyFile());
        assertThat(block.text("privateKey")).contains(ACCOUNT.privateKey());
        assertThat(block.text("clientEmail")).contains(ACCOUNT.clientEmail());
        assertThat(block.text("clientId")).contains("104");
    }

    @Test
    void theKeyAloneMayBeOneLine() {
        var block = saved("  " + ACCOUNT.privateKey().replace("\n", "\\n"));
        assertThat(block.text("privateKey")).contains(ACCOUNT.privateKey());
        assertThat(block.text("clientEmail")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"private_key\": ", "{}", "[]", "\"text\"", "AIzaSyA-an-api-key", "{\"private_key\": \"x\"}"})
    void whatIsNoKeyIsNotSaved(String key) {
        assertThatThrownBy(() -> saved(key))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.hint().orElse("")).contains("Service accounts, Keys, Add key, JSON"));
        assertThat(data.block("directoryGsuite").text("privateKey")).isEmpty();
    }

    @Test
    void everythingThatIsMissingIsNamedAndWhereItIsFound() {
        assertThat(problems(Map.of()).stream().map(SettingsCheck.Problem::setting))
                .containsExactly("gsuite.privateKey", "gsuite.clientEmail", "gsuite.adminUser", "gsuite.domain");
        assertThat(problems(Map.of()).toString())
                .contains(
                        "Google Cloud console",
                        "Admin console, Account, Admin roles",
                        "Admin console, Account, Domains");
        saved(ACCOUNT.keyFile());
        assertThat(problems(
                        Map.of("BWDC_GSUITE_ADMIN_USER", "admin@acme.example", "BWDC_GSUITE_CUSTOMER", "my_customer")))
                .isEmpty();
    }

    @Test
    void aKeyFileInTheEnvironmentNamesTheAccount() {
        var variables = Map.of(
                "BWDC_GSUITE_PRIVATE_KEY", ACCOUNT.keyFile(),
                "BWDC_GSUITE_ADMIN_USER", "admin@acme.example",
                "BWDC_GSUITE_DOMAIN", "acme.example");
        assertThat(problems(variables)).isEmpty();
    }

    @Test
    void aKeyFileOfAnotherAccountIsAProblem() {
        saved(ACCOUNT.keyFile());
        var other = ServiceAccount.make("other@acme.iam.gserviceaccount.com", "105", "admin@acme.example");
        assertThat(problems(Map.of(
                                "BWDC_GSUITE_PRIVATE_KEY", other.keyFile(),
                                "BWDC_GSUITE_ADMIN_USER", "admin@acme.example",
                                "BWDC_GSUITE_DOMAIN", "acme.example"))
                        .stream()
                        .map(SettingsCheck.Problem::remedy))
                .containsExactly("bwdc config gsuite.clientEmail other@acme.iam.gserviceaccount.com");
    }

    @Test
    void otherKeysOfTheFileDoNotMatter() {
        var file = (JsonObject)
                Objects.requireNonNull(Json.parse(ACCOUNT.keyFile().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(saved(Json.compact(file.put("more", List.of(1L)))).text("clientId"))
                .contains("104");
    }
}
