package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings older data.json files to state version 8. Version 1 is flat with {@code directoryConfig_N}; 2 to 4 keep an
 * account for each organization; from 5 on everything is flat again. Old keys stay where they are.
 */
final class Migration {
    private Migration() {}

    /** @param plaintext whether secrets belong into data.json; else they have to be given once more */
    static void apply(JsonObject root, Path file, boolean plaintext) {
        var version = version(root);
        if (version > DataFile.STATE_VERSION) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            file + " has state version " + version + "; this bwdc knows versions up to "
                                    + DataFile.STATE_VERSION + ".")
                    .hint("it was written by a newer program: use a newer bwdc, or a copy of the older file");
        }
        if (version <= 1) {
            fromFirst(root);
            if (plaintext) {
                secretsOfFirst(root);
            }
        } else if (version < 5) {
            account(root).ifPresent(account -> {
                fromAccount(root, account);
                if (plaintext) {
                    secretsOfAccount(root, account);
                }
            });
        }
        if (version < DataFile.STATE_VERSION) {
            root.object("sync")
                    .filter(sync -> !sync.has("inviteUsersAfterProvisioning"))
                    .ifPresent(sync -> sync.put("inviteUsersAfterProvisioning", true));
            root.put("stateVersion", DataFile.STATE_VERSION);
        }
    }

    private static long version(JsonObject root) {
        return root.number("stateVersion")
                .or(() -> root.object("global").flatMap(global -> global.number("stateVersion")))
                .orElseGet(() -> isFirst(root) ? 1L : DataFile.STATE_VERSION);
    }

    private static boolean isFirst(JsonObject root) {
        return root.has("syncConfig") || root.keys().stream().anyMatch(key -> key.startsWith("directoryConfig_"));
    }

    private static void fromFirst(JsonObject root) {
        for (var type : DirectoryType.values()) {
            copy(root.get("directoryConfig_" + type.code()), root, type.block());
        }
        copy(root.get("syncConfig"), root, "sync");
    }

    private static void secretsOfFirst(JsonObject root) {
        copy(firstOf(root, "apikey_clientId", "clientId"), root, "apiKeyClientId");
        copy(firstOf(root, "apikey_clientSecret", "clientSecret"), root, "apiKeyClientSecret");
    }

    private static @Nullable Object firstOf(JsonObject root, String key, String olderKey) {
        return root.has(key) ? root.get(key) : root.get(olderKey);
    }

    private static Optional<JsonObject> account(JsonObject root) {
        return root.text("activeUserId")
                .or(() -> root.list("authenticatedAccounts").stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .findFirst())
                .flatMap(root::object)
                .or(() -> temporary(root));
    }

    /** Version 2 keeps the settings of somebody who is not logged in under names of their own. */
    private static Optional<JsonObject> temporary(JsonObject root) {
        if (!root.has("tempDirectoryConfigs") && !root.has("tempDirectorySettings")) {
            return Optional.empty();
        }
        return Optional.of(new JsonObject()
                .put("directoryConfigurations", root.get("tempDirectoryConfigs"))
                .put("directorySettings", root.get("tempDirectorySettings")));
    }

    private static void fromAccount(JsonObject root, JsonObject account) {
        account.object("directoryConfigurations").ifPresent(blocks -> {
            copy(blocks.get("ldap"), root, "directoryLdap");
            copy(blocks.get("gsuite"), root, "directoryGsuite");
            copy(
                    blocks.object("entra").isPresent() ? blocks.get("entra") : blocks.get("azure"),
                    root,
                    "directoryEntra");
            copy(blocks.get("okta"), root, "directoryOkta");
            copy(blocks.get("oneLogin"), root, "directoryOnelogin");
        });
        Map<String, String> renamed = new LinkedHashMap<>();
        renamed.put("organizationId", "organizationId");
        renamed.put("sync", "sync");
        renamed.put("directoryType", "directoryType");
        renamed.put("userDelta", "userDeltaToken");
        renamed.put("groupDelta", "groupDeltaToken");
        renamed.put("lastUserSync", "lastUserSync");
        renamed.put("lastGroupSync", "lastGroupSync");
        renamed.put("lastSyncHash", "lastSyncHash");
        renamed.put("syncingDir", "syncingDir");
        account.object("directorySettings")
                .ifPresent(settings -> renamed.forEach((from, to) -> copy(settings.get(from), root, to)));
        var global = root.object("global").orElseGet(JsonObject::new);
        copy(
                global.object("environmentUrls").isPresent()
                        ? global.get("environmentUrls")
                        : account.object("settings")
                                .map(all -> all.get("environmentUrls"))
                                .orElse(null),
                root,
                "environmentUrls");
        copy(global.get("window"), root, "window");
        account.object("profile").ifPresent(profile -> copy(profile.get("entityId"), root, "entityId"));
    }

    private static void secretsOfAccount(JsonObject root, JsonObject account) {
        account.object("profile").ifPresent(profile -> copy(profile.get("apiKeyClientId"), root, "apiKeyClientId"));
        account.object("keys").ifPresent(keys -> copy(keys.get("apiKeyClientSecret"), root, "apiKeyClientSecret"));
        account.object("tokens").ifPresent(tokens -> copy(tokens.get("accessToken"), root, "accessToken"));
    }

    /** What the file already has under the new key counts more. */
    private static void copy(@Nullable Object value, JsonObject root, String key) {
        if (value != null && !root.has(key)) {
            root.put(key, value instanceof JsonObject object ? twin(object) : value);
        }
    }

    /** Old keys keep their content when the new ones change. */
    private static @Nullable Object twin(JsonObject object) {
        return Json.parse(Json.compact(object).getBytes(StandardCharsets.UTF_8));
    }
}
