package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.json.JsonObject;
import bwdc.secret.KnownSecrets;
import bwdc.secret.Secret;
import bwdc.secret.SecretFile;
import bwdc.secret.SecretStore;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings in force: the environment counts before data.json, data.json before the defaults. */
public final class Settings {
    private final DataFile data;
    private final Host host;
    private final SecretStore secrets;
    private final KnownSecrets known;

    public Settings(DataFile data, Host host, SecretStore secrets) {
        this(data, host, secrets, new KnownSecrets());
    }

    /** @param known is told every secret that is asked for */
    public Settings(DataFile data, Host host, SecretStore secrets, KnownSecrets known) {
        this.data = data;
        this.host = host;
        this.secrets = secrets;
        this.known = known;
    }

    /**
     * A setting with its value for people.
     *
     * @param value stars for a secret, empty when there is none
     * @param origin {@code default}, {@code data.json}, the name of a variable, or the store of a secret
     */
    public record Row(Setting setting, Optional<String> value, String origin) {}

    /** Every setting, its value and where it comes from. */
    public List<Row> rows() {
        return Setting.all().stream().map(this::row).toList();
    }

    private Row row(Setting setting) {
        if (setting.isSecret()) {
            var variable = secretVariable(setting);
            var stored = variable.isEmpty() && stored(setting).isPresent();
            var value = variable.isPresent() || stored ? Optional.of("********") : Optional.<String>empty();
            return new Row(setting, value, variable.orElse(stored ? secrets.place() : "not set"));
        }
        if (host.variable(setting.variable()).isPresent()) {
            return new Row(setting, text(setting).map(text -> masked(setting, text)), setting.variable());
        }
        var here = data.block(setting.block()).get(setting.key());
        if (here != null && !here.equals("")) {
            return new Row(setting, Optional.of(masked(setting, shown(here))), "data.json");
        }
        var fallback = setting.fallback();
        return new Row(
                setting,
                fallback == null ? Optional.empty() : Optional.of(fallback.toString()),
                fallback == null ? "not set" : "default");
    }

    /** Of an address that is a secret only the server is shown. */
    private static String masked(Setting setting, String text) {
        if (setting.kind() != Setting.Kind.SECRET_URL) {
            return text;
        }
        int path = text.indexOf('/', text.indexOf("://") + 3);
        return (path < 0 || text.substring(0, path).contains("@") ? "" : text.substring(0, path + 1)) + "********";
    }

    private static String shown(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** The text of a setting that is set to something. */
    public Optional<String> text(String name) {
        return text(Setting.known(name));
    }

    private Optional<String> text(Setting setting) {
        return switch (raw(setting)) {
            case null -> Optional.empty();
            case String text -> text.isBlank() ? Optional.empty() : Optional.of(text);
            case Long number -> Optional.of(number.toString());
            case Object other -> throw wrong(setting, other, "text in quotes");
        };
    }

    public boolean flag(String name) {
        var setting = Setting.known(name);
        return switch (raw(setting)) {
            case null -> false;
            case Boolean flag -> flag;
            case String text when text.equalsIgnoreCase("true") -> true;
            case String text when text.equalsIgnoreCase("false") || text.isBlank() -> false;
            case Object other -> throw wrong(setting, other, "true or false");
        };
    }

    /** A whole number; the reference's desktop program stores some of them as text. */
    public Optional<Long> number(String name) {
        var setting = Setting.known(name);
        return switch (raw(setting)) {
            case null -> Optional.empty();
            case Long number -> Optional.of(number);
            case String text when text.isBlank() -> Optional.empty();
            case String text when text.strip().matches("[0-9]{1,9}") -> Optional.of(Long.valueOf(text.strip()));
            case Object other -> throw wrong(setting, other, "a whole number");
        };
    }

    /** How often to sync, five minutes at least; empty when that is off: null or not above zero, as in the reference. */
    public Optional<Duration> interval() {
        var setting = Setting.known("sync.interval");
        var block = data.block(setting.block());
        boolean off = host.variable(setting.variable()).isEmpty()
                && block.has(setting.key())
                && block.get(setting.key()) == null;
        return off
                ? Optional.empty()
                : number(setting.name())
                        .filter(minutes -> minutes > 0)
                        .map(minutes -> Duration.ofMinutes(Math.max(5, minutes)));
    }

    /** The kind of directory, empty when none is chosen. */
    public Optional<DirectoryType> directoryType() {
        var setting = Setting.known("directory");
        return switch (raw(setting)) {
            case null -> Optional.empty();
            case String text when text.isBlank() -> Optional.empty();
            case Object other ->
                Optional.of(DirectoryType.of(other.toString())
                        .orElseThrow(() -> wrong(setting, other, "0 (LDAP), 1 (Entra ID), 2 (Google), 3 (Okta) or 4")));
        };
    }

    private @Nullable Object raw(Setting setting) {
        var variable = host.variable(setting.variable());
        if (variable.isPresent()) {
            return variable.get();
        }
        var here = data.block(setting.block()).get(setting.key());
        return here == null ? setting.fallback() : here;
    }

    private Fault wrong(Setting setting, Object value, String expected) {
        var shown = value instanceof JsonObject || value instanceof List<?> ? "a list or object" : "\"" + value + "\"";
        var variable = host.variable(setting.variable()).isPresent();
        return Fault.of(
                        ExitCode.SETTINGS,
                        "The setting " + setting.name() + " is " + shown + ", which is not " + expected + ".")
                .hint(
                        variable
                                ? "it comes from the environment variable " + setting.variable()
                                : "bwdc config " + setting.name() + " VALUE");
    }

    /**
     * The secret of a setting: from its variable, from the file that its variable with {@code _FILE} names, or from the
     * store.
     */
    public Optional<Secret> secret(String name) {
        var setting = Setting.known(name);
        return host.variable(setting.variable())
                .map(Secret::of)
                .or(() -> host.variable(setting.variable() + "_FILE")
                        .map(file -> fromFile(setting, Path.of(file), setting.variable() + "_FILE")))
                .or(() -> stored(setting))
                .map(known::add);
    }

    /** What the environment says about something that is no setting of this program. */
    public Optional<String> environment(String variable) {
        return host.variable(variable);
    }

    /** An address that nobody else may learn, taken for a secret from here on. */
    public Optional<Secret> secretUrl(String name) {
        return text(name).map(Secret::of).map(known::add);
    }

    /** The secret of a setting as it is written in a file: a private key may have several lines. */
    static Secret fromFile(Setting setting, Path file, String origin) {
        return setting.isKeyFile() ? SecretFile.whole(file, origin) : SecretFile.firstLine(file, origin);
    }

    private Optional<String> secretVariable(Setting setting) {
        return List.of(setting.variable(), setting.variable() + "_FILE").stream()
                .filter(name -> host.variable(name).isPresent())
                .findFirst();
    }

    private Optional<Secret> stored(Setting setting) {
        for (var name : SecretNames.candidates(setting, data.block(setting.block()))) {
            var secret = secrets.read(name);
            if (secret.isPresent()) {
                return secret;
            }
        }
        return Optional.empty();
    }

    /** The {@code sync} block. */
    public SyncSettings sync() {
        return new SyncSettings(
                flag("sync.users"),
                flag("sync.groups"),
                text("sync.userFilter"),
                text("sync.groupFilter"),
                flag("sync.removeDisabled"),
                flag("sync.overwriteExisting"),
                flag("sync.largeImport"),
                flag("sync.inviteUsersAfterProvisioning"),
                text("sync.userObjectClass"),
                text("sync.groupObjectClass"),
                text("sync.userPath"),
                text("sync.groupPath"),
                text("sync.groupNameAttribute"),
                text("sync.userEmailAttribute"),
                text("sync.memberAttribute"),
                text("sync.revisionDateAttribute"),
                flag("sync.useEmailPrefixSuffix"),
                text("sync.emailPrefixAttribute"),
                text("sync.emailSuffix"));
    }

    /** A server address exactly as it stands, null when it is not set; an empty one counts as set, as in the reference. */
    public @Nullable String url(String name) {
        return raw(Setting.known(name)) instanceof String text ? text : null;
    }

    /** Whether it is known which organization a run is for, by an earlier login or by what the run is given. */
    boolean hasOrganizationKey() {
        return host.variable("BW_CLIENTID").isPresent()
                || secrets.read("apiKeyClientId").isPresent()
                || data.root().text("organizationId").isPresent() && hasClientSecret();
    }

    private boolean hasClientSecret() {
        return host.variable("BW_CLIENTSECRET").isPresent()
                || host.variable("BW_CLIENTSECRET_FILE").isPresent()
                || host.variable("CREDENTIALS_DIRECTORY")
                        .filter(folder -> Files.exists(Path.of(folder, "client-secret")))
                        .isPresent();
    }

    DataFile data() {
        return data;
    }

    /** How a yes-or-no value may be written. */
    static Optional<Boolean> flagOf(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
