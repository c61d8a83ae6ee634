package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.EncryptedFile;
import bwdc.secret.KeyFile;
import bwdc.secret.Secret;
import bwdc.secret.SecretStore;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path folder;

    private final TestHost host = new TestHost();

    @BeforeEach
    void keepTheKeyHere() {
        host.with("BWDC_KEY_FILE", folder.resolve("elsewhere/key").toString());
    }

    @Test
    void theEnvironmentCountsBeforeTheFileBeforeTheDefault() throws IOException {
        assertThat(settings("{}").number("ldap.port")).contains(389L);
        var file = "{\"directoryLdap\": {\"port\": 636, \"hostname\": \"file\"}}";
        assertThat(settings(file).number("ldap.port")).contains(636L);
        assertThat(settings(file).text("ldap.hostname")).contains("file");
        host.with(Map.of("BWDC_LDAP_PORT", "3269", "BWDC_LDAP_HOSTNAME", "environment", "BWDC_SYNC_GROUPS", "TRUE"));
        assertThat(settings(file).number("ldap.port")).contains(3269L);
        assertThat(settings(file).text("ldap.hostname")).contains("environment");
        assertThat(settings(file).flag("sync.groups")).isTrue();
        assertThat(settings("{}").text("ldap.hostname")).contains("environment");
    }

    @Test
    void anEmptyVariableCountsAsNone() throws IOException {
        host.with("BWDC_LDAP_HOSTNAME", "");
        assertThat(settings("{\"directoryLdap\": {\"hostname\": \"file\"}}").text("ldap.hostname"))
                .contains("file");
    }

    @Test
    void nullAndBlankCountAsNotSet() throws IOException {
        var settings =
                settings("{\"directoryLdap\": {\"hostname\": null, \"rootPath\": \"  \", \"port\": null, \"ad\": null},"
                        + " \"sync\": {\"users\": \"\"}, \"directoryType\": \"\"}");
        assertThat(settings.text("ldap.hostname")).isEmpty();
        assertThat(settings.text("ldap.rootPath")).isEmpty();
        assertThat(settings.number("ldap.port")).contains(389L);
        assertThat(settings.flag("ldap.ad")).isTrue();
        assertThat(settings.flag("sync.users")).isFalse();
        assertThat(settings.directoryType()).isEmpty();
    }

    /** The reference's desktop program stores the port as text. */
    @Test
    void textThatMeansANumberOrAFlagIsTaken() throws IOException {
        var settings = settings("{\"directoryType\": \"0\", \"directoryLdap\": {\"port\": \" 636 \", \"ssl\": \"true\","
                + " \"ad\": \"FALSE\", \"rootPath\": 12}}");
        assertThat(settings.number("ldap.port")).contains(636L);
        assertThat(settings.flag("ldap.ssl")).isTrue();
        assertThat(settings.flag("ldap.ad")).isFalse();
        assertThat(settings.text("ldap.rootPath")).contains("12");
        assertThat(settings.directoryType()).contains(DirectoryType.LDAP);
    }

    @ParameterizedTest
    @CsvSource({
        "0,LDAP",
        "1,ENTRA",
        "2,GSUITE",
        "3,OKTA",
        "4,ONELOGIN",
        "ldap,LDAP",
        "AD,LDAP",
        "azure,ENTRA",
        "entra,ENTRA",
        "Google,GSUITE",
        "gsuite,GSUITE",
        "okta,OKTA",
        "OneLogin,ONELOGIN",
    })
    void directoriesHaveNumbersAndNames(String text, DirectoryType type) throws IOException {
        host.with("BWDC_DIRECTORY", text);
        assertThat(settings("{}").directoryType()).contains(type);
    }

    @Test
    void valuesOfTheWrongTypeAreNamed() throws IOException {
        var settings = settings("{\"directoryType\": 7, \"directoryLdap\": {\"port\": \"six\", \"ssl\": 1,"
                + " \"hostname\": [\"a\"], \"rootPath\": {}, \"username\": true}}");
        assertWrong(() -> settings.directoryType(), "directory", "7");
        assertWrong(() -> settings.number("ldap.port"), "ldap.port", "six", "whole number");
        assertWrong(() -> settings.flag("ldap.ssl"), "ldap.ssl", "true or false");
        assertWrong(() -> settings.text("ldap.hostname"), "ldap.hostname", "list or object");
        assertWrong(() -> settings.text("ldap.rootPath"), "ldap.rootPath", "list or object");
        assertWrong(() -> settings.text("ldap.username"), "ldap.username", "text");
    }

    @Test
    void aWrongVariableIsNamed() throws IOException {
        host.with(Map.of("BWDC_SYNC_USERS", "yes"));
        var settings = settings("{}");
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> settings.flag("sync.users"))
                .satisfies(fault -> assertThat(fault.hint().orElse("")).contains("BWDC_SYNC_USERS"));
    }

    @Test
    void aBlockThatIsNoObjectCountsAsMissing() throws IOException {
        var settings = settings("{\"directoryLdap\": \"x\", \"sync\": [1]}");
        assertThat(settings.text("ldap.hostname")).isEmpty();
        assertThat(settings.sync().users()).isFalse();
    }

    @Test
    void theSyncBlockHasItsDefaults() throws IOException {
        var sync = settings("{}").sync();
        assertThat(List.of(
                        sync.users(),
                        sync.groups(),
                        sync.removeDisabled(),
                        sync.overwriteExisting(),
                        sync.largeImport(),
                        sync.inviteUsersAfterProvisioning(),
                        sync.useEmailPrefixSuffix()))
                .containsOnly(false);
        assertThat(List.of(sync.userFilter(), sync.groupFilter(), sync.userPath(), sync.emailSuffix()))
                .containsOnly(Optional.empty());
    }

    @Test
    void theSyncBlockIsReadFieldByField() throws IOException {
        var sync = settings(Files.readString(Path.of("src/test/resources/reference/tiny/data-before.json")))
                .sync();
        assertThat(sync.users()).isTrue();
        assertThat(sync.groups()).isTrue();
        assertThat(sync.groupObjectClass()).contains("groupOfNames");
        assertThat(sync.userObjectClass()).contains("inetOrgPerson");
        assertThat(sync.groupPath()).contains("ou=groups");
        assertThat(sync.userPath()).contains("ou=people");
        assertThat(sync.groupNameAttribute()).contains("cn");
        assertThat(sync.userEmailAttribute()).contains("mail");
        assertThat(sync.memberAttribute()).contains("member");
        assertThat(sync.revisionDateAttribute()).isEmpty();
    }

    @Test
    void serversStandAsTheyAreWritten() throws IOException {
        var settings = settings("{\"environmentUrls\": {\"base\": \"HTTPS://BW.Example/\", \"api\": \"\"}}");
        assertThat(settings.url("server")).isEqualTo("HTTPS://BW.Example/");
        assertThat(settings.url("server.api")).isEmpty();
        assertThat(settings.url("server.identity")).isNull();
    }

    @Test
    void secretsComeFromTheEnvironmentAFileOrTheStore() throws IOException {
        var file = "{\"directoryLdap\": {\"id\": \"i1\", \"password\": \"[STORED SECURELY]\"}}";
        assertThat(settings(file).secret("ldap.password")).isEmpty();
        store(file).write(Map.of("secretLdap", Optional.of(Secret.of("unscoped"))));
        assertThat(settings(file).secret("ldap.password")).contains(Secret.of("unscoped"));
        store(file).write(Map.of("secretLdap:i1", Optional.of(Secret.of("scoped"))));
        assertThat(settings(file).secret("ldap.password")).contains(Secret.of("scoped"));
        var secretFile = secretFile("from a file\nsecond line\n");
        host.with("BWDC_LDAP_PASSWORD_FILE", secretFile.toString());
        assertThat(settings(file).secret("ldap.password")).contains(Secret.of("from a file"));
        host.with("BWDC_LDAP_PASSWORD", "from the environment");
        assertThat(settings(file).secret("ldap.password")).contains(Secret.of("from the environment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secretEntra:i1", "secretEntra", "secretAzure:i1", "secretAzure"})
    void entraIsFoundUnderItsOldName(String name) throws IOException {
        var file = "{\"directoryEntra\": {\"id\": \"i1\"}}";
        store(file).write(Map.of(name, Optional.of(Secret.of("k"))));
        assertThat(settings(file).secret("entra.key")).contains(Secret.of("k"));
    }

    @Test
    void aPrivateKeyMayHaveManyLines() throws IOException {
        host.with(
                "BWDC_GSUITE_PRIVATE_KEY_FILE",
                secretFile("-----BEGIN\nabc\n-----END\n").toString());
        assertThat(settings("{}").secret("gsuite.privateKey")).contains(Secret.of("-----BEGIN\nabc\n-----END\n"));
    }

    @Test
    void inPlaintextModeSecretsStandInTheirBlocks() throws IOException {
        host.with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true");
        assertThat(settings("{\"directoryLdap\": {\"password\": \"inline\"}}").secret("ldap.password"))
                .contains(Secret.of("inline"));
        assertThat(settings("{\"directoryLdap\": {\"password\": \"\"}}").secret("ldap.password"))
                .isEmpty();
    }

    /** The reference would send these words as the password. */
    @Test
    void thePlaceholderIsNoSecret() throws IOException {
        host.with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true");
        assertThat(settings("{\"directoryLdap\": {\"password\": \"[STORED SECURELY]\"}}")
                        .secret("ldap.password"))
                .isEmpty();
    }

    @Test
    void anInlineSecretIsLeftAloneInSecureMode() throws IOException {
        assertThat(settings("{\"directoryLdap\": {\"password\": \"inline\"}}").secret("ldap.password"))
                .isEmpty();
    }

    @Test
    void theListNamesOriginsAndHidesSecrets() throws IOException {
        var file = "{\"directoryType\": 0, \"directoryLdap\": {\"hostname\": \"dc1\", \"id\": \"i\"}}";
        store(file).write(Map.of("secretLdap:i", Optional.of(Secret.of("hunter2"))));
        host.with(Map.of("BWDC_SYNC_USERS", "true", "BWDC_OKTA_TOKEN", "hunter3"));
        var settings = settings(file);
        assertRow(settings, "ldap.hostname", "dc1", "data.json");
        assertRow(settings, "ldap.port", "389", "default");
        assertRow(settings, "sync.users", "true", "BWDC_SYNC_USERS");
        assertRow(settings, "ldap.password", "********", folder.resolve("secrets.json") + " (encrypted)");
        assertRow(settings, "okta.token", "********", "BWDC_OKTA_TOKEN");
        assertThat(row(settings, "entra.key").value()).isEmpty();
        assertThat(row(settings, "ldap.rootPath").value()).isEmpty();
        assertThat(settings.rows().toString()).doesNotContain("hunter");
        assertThat(settings.rows()).hasSameSizeAs(Setting.all());
    }

    @Test
    void theListShowsWhatIsInForceAlsoWhenItIsWrong() throws IOException {
        assertRow(settings("{\"directoryLdap\": {\"port\": [1]}}"), "ldap.port", "[1]", "data.json");
        host.with("BWDC_LDAP_SSL", "maybe");
        assertRow(settings("{}"), "ldap.ssl", "maybe", "BWDC_LDAP_SSL");
    }

    private static void assertRow(Settings settings, String name, String value, String origin) {
        var row = row(settings, name);
        assertThat(row.value()).as(name).contains(value);
        assertThat(row.origin()).as(name).isEqualTo(origin);
    }

    private static Settings.Row row(Settings settings, String name) {
        return settings.rows().stream()
                .filter(each -> each.setting().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertWrong(Runnable question, String... parts) {
        assertThatExceptionOfType(Fault.class).isThrownBy(question::run).satisfies(fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains(parts);
            assertThat(fault.hint().orElse("")).contains("bwdc config");
        });
    }

    private Path secretFile(String content) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Settings settings(String json) throws IOException {
        var data = data(json);
        return new Settings(data, host.host(), store(data));
    }

    private SecretStore store(String json) throws IOException {
        return store(data(json));
    }

    private SecretStore store(DataFile data) {
        return PlaintextSecrets.wanted(host.host())
                ? new PlaintextSecrets(data)
                : new EncryptedFile(folder, new KeyFile(host.host(), folder));
    }

    private DataFile data(String json) throws IOException {
        Files.writeString(folder.resolve("data.json"), json);
        return DataFile.open(folder, host.host());
    }
}
