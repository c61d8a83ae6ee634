package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {
    private static final String FIRST = """
            {
              "installedVersion": "2.9.5",
              "appId": "app",
              "directoryType": 0,
              "organizationId": "org",
              "entityId": "org",
              "lastUserSync": "2022-01-01T00:00:00.000Z",
              "lastSyncHash": "hash",
              "directoryConfig_0": {"hostname": "dc1", "port": 636, "password": "p4ss"},
              "directoryConfig_1": {"tenant": "t"},
              "directoryConfig_2": {"domain": "d"},
              "directoryConfig_3": {"orgUrl": "o"},
              "directoryConfig_4": {"clientId": "c"},
              "syncConfig": {"users": true, "groups": true},
              "environmentUrls": {"base": "https://bw.example"},
              "clientId": "organization.org",
              "clientSecret": "k3y",
              "accessToken": "tok3n"
            }""";

    private static final String NESTED = """
            {
              "global": {"stateVersion": %d, "environmentUrls": {"base": "https://bw.example"}, "window": {"width": 1}},
              "activeUserId": "org",
              "authenticatedAccounts": ["org"],
              "org": {
                "profile": {"apiKeyClientId": "organization.org", "entityId": "org", "userId": "org"},
                "keys": {"apiKeyClientSecret": "k3y"},
                "tokens": {"accessToken": "tok3n"},
                "directoryConfigurations": {
                  "ldap": {"hostname": "dc1", "password": "p4ss"},
                  "azure": {"tenant": "old"}, "entra": {"tenant": "new"},
                  "gsuite": {"domain": "d"}, "okta": {"orgUrl": "o"}, "oneLogin": {"clientId": "c"}
                },
                "directorySettings": {
                  "organizationId": "org", "directoryType": 1, "sync": {"users": true},
                  "userDelta": "ud", "groupDelta": "gd", "lastUserSync": "2023-01-01T00:00:00.000Z",
                  "lastGroupSync": "2023-01-02T00:00:00.000Z", "lastSyncHash": "hash", "syncingDir": false
                },
                "settings": {"environmentUrls": {"base": "https://other.example"}}
              }
            }""";

    @TempDir
    Path folder;

    @Test
    void theFirstVersionIsFlatWithNumberedBlocks() throws IOException {
        var root = migrated(FIRST, false);
        assertThat(root.number("stateVersion")).contains(8L);
        assertThat(text(root, "directoryLdap", "hostname")).isEqualTo("dc1");
        assertThat(text(root, "directoryEntra", "tenant")).isEqualTo("t");
        assertThat(text(root, "directoryGsuite", "domain")).isEqualTo("d");
        assertThat(text(root, "directoryOkta", "orgUrl")).isEqualTo("o");
        assertThat(text(root, "directoryOnelogin", "clientId")).isEqualTo("c");
        assertThat(root.text("lastSyncHash")).contains("hash");
        assertThat(root.text("entityId")).contains("org");
        assertThat(text(root, "environmentUrls", "base")).isEqualTo("https://bw.example");
        assertThat(Json.compact(root.get("sync")))
                .isEqualTo("{\"users\":true,\"groups\":true,\"inviteUsersAfterProvisioning\":true}");
        assertThat(root.has("apiKeyClientId")).isFalse();
        assertThat(root.has("directoryConfig_0")).isTrue();
    }

    @Test
    void theFirstVersionsKeyComesAlongInPlaintextMode() throws IOException {
        var root = migrated(FIRST, true);
        assertThat(root.text("apiKeyClientId")).contains("organization.org");
        assertThat(root.text("apiKeyClientSecret")).contains("k3y");
        var newer = migrated(FIRST.replace("clientId\": \"organization", "apikey_clientId\": \"organization"), true);
        assertThat(newer.text("apiKeyClientId")).contains("organization.org");
    }

    @Test
    void theFirstVersionIsKnownByItsNumberToo() throws IOException {
        var root = migrated("{\"stateVersion\": 1, \"directoryConfig_0\": {\"hostname\": \"h\"}}", false);
        assertThat(text(root, "directoryLdap", "hostname")).isEqualTo("h");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void accountsBecomeFlat(int version) throws IOException {
        var root = migrated(NESTED.formatted(version), false);
        assertThat(root.number("stateVersion")).contains(8L);
        assertThat(text(root, "directoryLdap", "hostname")).isEqualTo("dc1");
        assertThat(text(root, "directoryEntra", "tenant")).isEqualTo("new");
        assertThat(text(root, "directoryGsuite", "domain")).isEqualTo("d");
        assertThat(text(root, "directoryOkta", "orgUrl")).isEqualTo("o");
        assertThat(text(root, "directoryOnelogin", "clientId")).isEqualTo("c");
        assertThat(root.text("organizationId")).contains("org");
        assertThat(root.text("entityId")).contains("org");
        assertThat(root.number("directoryType")).contains(1L);
        assertThat(root.text("userDeltaToken")).contains("ud");
        assertThat(root.text("groupDeltaToken")).contains("gd");
        assertThat(root.text("lastUserSync")).contains("2023-01-01T00:00:00.000Z");
        assertThat(root.text("lastGroupSync")).contains("2023-01-02T00:00:00.000Z");
        assertThat(root.text("lastSyncHash")).contains("hash");
        assertThat(root.flag("syncingDir")).contains(false);
        assertThat(text(root, "environmentUrls", "base")).isEqualTo("https://bw.example");
        assertThat(root.object("window").orElseThrow().number("width")).contains(1L);
        assertThat(Json.compact(root.get("sync"))).isEqualTo("{\"users\":true,\"inviteUsersAfterProvisioning\":true}");
        assertThat(root.has("apiKeyClientSecret")).isFalse();
        assertThat(root.has("accessToken")).isFalse();
        assertThat(root.has("org")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void accountsKeysComeAlongInPlaintextMode(int version) throws IOException {
        var root = migrated(NESTED.formatted(version), true);
        assertThat(root.text("apiKeyClientId")).contains("organization.org");
        assertThat(root.text("apiKeyClientSecret")).contains("k3y");
        assertThat(root.text("accessToken")).contains("tok3n");
    }

    @Test
    void azureIsTakenWhenThereIsNoEntra() throws IOException {
        var root = migrated(NESTED.formatted(3).replace("\"entra\": {\"tenant\": \"new\"}", "\"entra\": null"), false);
        assertThat(text(root, "directoryEntra", "tenant")).isEqualTo("old");
    }

    @Test
    void theSecondVersionKeepsSettingsFromBeforeALogin() throws IOException {
        var root = migrated("""
                {"global": {"stateVersion": 2}, "activeUserId": null, "authenticatedAccounts": [],
                 "tempDirectoryConfigs": {"ldap": {"hostname": "dc1"}},
                 "tempDirectorySettings": {"directoryType": 0, "sync": {"users": true}}}""", false);
        assertThat(text(root, "directoryLdap", "hostname")).isEqualTo("dc1");
        assertThat(root.number("directoryType")).contains(0L);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7})
    void flatVersionsOnlyLackTheInvitation(int version) throws IOException {
        var root = migrated("""
                {"stateVersion": %d, "directoryType": 0, "sync": {"users": true}, "syncConfig": {"users": false}, "x": 1}""".formatted(version), false);
        assertThat(Json.compact(root)).isEqualTo("""
                {"stateVersion":8,"directoryType":0,"sync":{"users":true,"inviteUsersAfterProvisioning":true},"syncConfig":{"users":false},"x":1}""");
    }

    @Test
    void aChoiceAboutInvitationsStays() throws IOException {
        var root = migrated("{\"stateVersion\": 7, \"sync\": {\"inviteUsersAfterProvisioning\": false}}", false);
        assertThat(root.object("sync").orElseThrow().flag("inviteUsersAfterProvisioning"))
                .contains(false);
    }

    @Test
    void aFileWithoutANumberIsTodays() throws IOException {
        var root = migrated("{\"sync\": {\"users\": true}}", false);
        assertThat(Json.compact(root)).isEqualTo("{\"sync\":{\"users\":true}}");
    }

    @Test
    void whatIsFlatAlreadyCountsMore() throws IOException {
        var root = migrated(
                NESTED.formatted(3).replaceFirst("\\{", "{\"directoryLdap\": {\"hostname\": \"mine\"},"), false);
        assertThat(text(root, "directoryLdap", "hostname")).isEqualTo("mine");
    }

    @Test
    void migratingWritesNothingByItself() throws IOException {
        migrated(FIRST, false);
        assertThat(folder.resolve("data.json")).hasContent(FIRST);
    }

    /** The old keys are somebody's way back to the older program. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "nested"})
    void changesDoNotReachTheOldKeys(String kind) throws IOException {
        var root = migrated(kind.equals("first") ? FIRST : NESTED.formatted(3), false);
        var old = kind.equals("first") ? root.get("directoryConfig_0") : root.get("org");
        var before = Json.compact(old);
        root.object("directoryLdap").orElseThrow().put("hostname", "changed");
        assertThat(Json.compact(old)).isEqualTo(before);
    }

    @Test
    void aMigratedFileIsMigratedOnce() throws IOException {
        Files.writeString(folder.resolve("data.json"), NESTED.formatted(3));
        var data = DataFile.open(folder, new TestHost().host());
        data.root().object("sync").orElseThrow().put("inviteUsersAfterProvisioning", false);
        data.save();
        var again = DataFile.open(folder, new TestHost().host()).root();
        assertThat(again).isEqualTo(data.root());
    }

    @Test
    void newerVersionsAreRefused() {
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> migrated("{\"global\": {\"stateVersion\": 12}}", false))
                .withMessageContaining("12");
    }

    private JsonObject migrated(String text, boolean plaintext) throws IOException {
        Files.writeString(folder.resolve("data.json"), text);
        var host = new TestHost().with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", Boolean.toString(plaintext));
        return DataFile.open(folder, host.host()).root();
    }

    private static String text(JsonObject root, String block, String key) {
        return Objects.requireNonNull(
                root.object(block).flatMap(object -> object.text(key)).orElse(""));
    }
}
