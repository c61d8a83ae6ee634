package bwdc.settings;

import bwdc.host.Host;
import bwdc.json.JsonObject;
import bwdc.secret.Secret;
import bwdc.secret.SecretStore;
import java.util.Map;
import java.util.Optional;

/**
 * The reference's plaintext mode: tokens are top-level keys of data.json, directory secrets stand in their blocks.
 * Writing changes the document; the caller saves it.
 */
public final class PlaintextSecrets implements SecretStore {
    private final DataFile data;

    public PlaintextSecrets(DataFile data) {
        this.data = data;
    }

    /** Whether the mode is chosen. */
    public static boolean wanted(Host host) {
        return host.isTrue("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS");
    }

    @Override
    public Optional<Secret> read(String name) {
        var setting = directorySecret(name);
        var value = setting.isPresent()
                ? data.block(setting.get().block()).text(setting.get().key())
                : data.root().text(name);
        return value.filter(text -> !text.isEmpty() && !text.equals(SecretNames.PLACEHOLDER))
                .map(Secret::of);
    }

    @Override
    public void write(Map<String, Optional<Secret>> changes) {
        changes.forEach((name, secret) -> {
            var setting = directorySecret(name);
            var target = setting.isPresent() ? data.block(setting.get().block()) : data.root();
            var key = setting.map(Setting::key).orElse(name);
            secret.ifPresentOrElse(value -> target.put(key, value.reveal()), () -> remove(target, key, setting));
        });
    }

    private static void remove(JsonObject target, String key, Optional<Setting> setting) {
        if (setting.isEmpty()) {
            target.remove(key);
        } else if (target.has(key)) {
            target.put(key, null);
        }
    }

    private Optional<Setting> directorySecret(String name) {
        return Setting.all().stream()
                .filter(Setting::isSecret)
                .filter(setting -> SecretNames.candidates(setting, data.block(setting.block()))
                        .contains(name))
                .findFirst();
    }

    @Override
    public String place() {
        return data.path() + " (in clear)";
    }
}
