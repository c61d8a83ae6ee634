package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import bwdc.secret.Secret;
import bwdc.secret.SecretStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes settings in data.json the way the reference would; the caller saves it. */
public final class SettingsWriter {
    private static final Map<String, String> ACTIVE_DIRECTORY = activeDirectory();

    private final DataFile data;
    private final SecretStore secrets;
    private final boolean plaintext;
    private boolean wasActiveDirectory = true;

    /** @param plaintext whether secrets stand in data.json itself */
    public SettingsWriter(DataFile data, SecretStore secrets, boolean plaintext) {
        this.data = data;
        this.secrets = secrets;
        this.plaintext = plaintext;
    }

    /**
     * Sets one setting; an empty value takes it back.
     *
     * @throws Fault with exit code 3 when the value does not fit
     */
    public void set(Setting setting, String value) {
        wasActiveDirectory = isActiveDirectory(data.block(DirectoryType.LDAP.block()));
        if (setting.isSecret()) {
            secret(setting, value);
        } else if (setting.name().equals("directory")) {
            directory(value);
        } else if (setting.block().equals("environmentUrls")) {
            url(setting, value);
        } else {
            if (setting.kind() == Setting.Kind.FILTER) {
                checkFilter(setting, value);
            }
            plain(setting, value);
        }
    }

    /** Each kind of directory has filters of its own form. */
    private void checkFilter(Setting setting, String value) {
        data.root()
                .number("directoryType")
                .flatMap(code -> DirectoryType.of(Long.toString(code)))
                .filter(type -> !value.isBlank())
                .flatMap(type -> FilterProblem.of(type, setting.name(), value))
                .ifPresent(problem -> {
                    throw problem.fault(setting.name());
                });
    }

    private void directory(String value) {
        var type = DirectoryType.of(value)
                .orElseThrow(() -> Fault.of(ExitCode.SETTINGS, "Invalid directory type value.")
                        .hint("ldap (0), entra (1), gsuite (2), okta (3) or onelogin (4)"));
        var code = (long) type.code();
        var root = data.root();
        if (!root.number("directoryType").filter(known -> known == code).isPresent()) {
            root.put("userDeltaToken", null)
                    .put("groupDeltaToken", null)
                    .put("lastGroupSync", null)
                    .put("lastUserSync", null);
        }
        root.put("directoryType", code);
    }

    /** A new server address takes back the addresses of its parts, as in the reference. */
    private void url(Setting setting, String value) {
        var urls = existing("environmentUrls", "base", "api", "identity", "webVault");
        var address = ServerAddress.normalized(value, setting.name());
        if (setting.name().equals("server")) {
            urls.put("base", isCloud(address) ? null : address)
                    .put("api", null)
                    .put("identity", null)
                    .put("webVault", null);
        } else {
            urls.put(setting.key(), address);
        }
    }

    private static boolean isCloud(@Nullable String address) {
        return address == null || address.equals("https://bitwarden.com");
    }

    private void plain(Setting setting, String value) {
        var block = existing(setting.block());
        var parsed = value.isBlank() ? unset(setting) : parsed(setting, value);
        var another = SecretNames.identifies(setting) && !Objects.equals(block.get(setting.key()), parsed);
        var moved = another && !plaintext ? storedSecrets(setting.block(), block) : List.<Stored>of();
        block.put(setting.key(), parsed);
        if (!moved.isEmpty()) {
            block.put("id", SecretNames.newId());
        }
        for (var each : moved) {
            secrets.write(Map.of(SecretNames.scoped(each.setting(), block), Optional.of(each.secret())));
            data.afterSaving(() -> secrets.write(Map.of(each.name(), Optional.empty())));
        }
        settle(setting);
    }

    /** The reference writes its defaults down; a default of bwdc's own stays out of the file. */
    private static @Nullable Object unset(Setting setting) {
        return setting.kind() == Setting.Kind.RULE ? null : setting.fallback();
    }

    private record Stored(Setting setting, String name, Secret secret) {}

    private List<Stored> storedSecrets(String blockName, JsonObject block) {
        List<Stored> found = new ArrayList<>();
        for (var setting : Setting.in(blockName)) {
            if (setting.isSecret()) {
                var name = SecretNames.scoped(setting, block);
                secrets.read(name).ifPresent(secret -> found.add(new Stored(setting, name, secret)));
            }
        }
        return found;
    }

    private static Object parsed(Setting setting, String value) {
        return switch (setting.kind()) {
            case FLAG ->
                Settings.flagOf(value)
                        .orElseThrow(() -> Fault.of(ExitCode.SETTINGS, "Value must be 'true' or 'false'.")
                                .hint("bwdc config " + setting.name() + " true"));
            case NUMBER -> number(setting, value.strip());
            case PATH -> Path.of(value.strip()).toAbsolutePath().normalize().toString();
            case RULE -> {
                SafetySettings.check(setting, value.strip());
                yield value.strip();
            }
            case SECRET_URL -> NotifySettings.address(setting.name(), value);
            case TEXT -> setting.name().equals("notify.when") ? NotifySettings.when(value) : value;
            case FILTER, COMMAND, URL, DIRECTORY, SECRET -> value;
        };
    }

    private static Object number(Setting setting, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw Fault.of(ExitCode.SETTINGS, setting.name() + " must be a whole number, not \"" + value + "\".");
        }
        var number = Long.valueOf(value);
        if (setting.key().equals("port") && (number < 1 || number > 65_535)) {
            throw Fault.of(ExitCode.SETTINGS, "ldap.port must be between 1 and 65535, not " + number + ".");
        }
        if (setting.block().equals("log") && number < 1) {
            throw Fault.of(ExitCode.SETTINGS, setting.name() + " must be at least 1.");
        }
        return number;
    }

    private void secret(Setting setting, String given) {
        if (given.isBlank()) {
            throw Fault.of(ExitCode.SETTINGS, "The value of " + setting.name() + " is empty.")
                    .hint("bwdc config " + setting.name() + " --secretfile FILE");
        }
        var block = existing(setting.block());
        var value = given;
        if (setting.name().equals("gsuite.privateKey")) {
            value = googleKey(given, block);
        }
        if (plaintext) {
            block.put(setting.key(), value);
        } else {
            if (block.text("id").isEmpty()) {
                block.put("id", SecretNames.newId());
            }
            block.put(setting.key(), SecretNames.PLACEHOLDER);
            Map<String, Optional<Secret>> changes = new LinkedHashMap<>();
            SecretNames.candidates(setting, block).forEach(name -> changes.put(name, Optional.empty()));
            changes.put(SecretNames.scoped(setting, block), Optional.of(Secret.of(value)));
            secrets.write(changes);
        }
        settle(setting);
    }

    /** Google's whole key file may be given; it names the account as well. */
    private static String googleKey(String given, JsonObject block) {
        var file = GoogleKeyFile.of(Secret.of(given));
        file.clientEmail().ifPresent(mail -> block.put("clientEmail", mail));
        file.clientId().ifPresent(id -> block.put("clientId", id));
        return file.key().reveal();
    }

    private static Map<String, String> activeDirectory() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("creationDateAttribute", "whenCreated");
        values.put("revisionDateAttribute", "whenChanged");
        values.put("emailPrefixAttribute", "sAMAccountName");
        values.put("memberAttribute", "member");
        values.put("userObjectClass", "person");
        values.put("groupObjectClass", "group");
        values.put("userEmailAttribute", "mail");
        values.put("groupNameAttribute", "name");
        values.put("groupPath", "CN=Users");
        values.put("userPath", "CN=Users");
        return values;
    }

    /** The block, made with its defaults when absent: the reference takes a missing key there for "no". */
    private JsonObject existing(String name, String... keys) {
        var known = data.root().object(name);
        if (known.isPresent()) {
            return known.get();
        }
        var block = new JsonObject();
        for (var key : keys) {
            block.put(key, null);
        }
        for (var setting : Setting.in(name)) {
            var fallback = setting.fallback();
            if (fallback != null && setting.kind() != Setting.Kind.RULE) {
                block.put(setting.key(), fallback);
            }
        }
        data.root().put(name, block);
        return block;
    }

    private static boolean isActiveDirectory(JsonObject ldap) {
        return ldap.flag("ad").orElse(true);
    }

    /**
     * What the reference sets right whenever it saves. It forces the attributes of Active Directory; here they only fill
     * what is empty, and go again at the moment when the server turns out to be another.
     */
    private void settle(Setting setting) {
        var changed = setting.block();
        if (!changed.equals("sync") && !changed.equals(DirectoryType.LDAP.block())) {
            return;
        }
        var ldap = changed.equals("sync") ? data.block("directoryLdap") : existing(changed);
        var sync = existing("sync");
        if (isActiveDirectory(ldap)) {
            ACTIVE_DIRECTORY.forEach((key, value) -> {
                if (sync.get(key) == null) {
                    sync.put(key, value);
                }
            });
        } else if (wasActiveDirectory) {
            ACTIVE_DIRECTORY.forEach((key, value) -> {
                if (value.equals(sync.get(key))) {
                    sync.put(key, null);
                }
            });
        }
        sync.number("interval")
                .ifPresent(minutes -> sync.put("interval", minutes <= 0 ? null : (Object) Math.max(5L, minutes)));
    }
}
