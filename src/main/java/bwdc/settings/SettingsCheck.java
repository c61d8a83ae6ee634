package bwdc.settings;

import bwdc.fault.Fault;
import bwdc.host.FileModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds everything that is missing or wrong in the settings, before a run finds one thing after another. */
public final class SettingsCheck {
    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private SettingsCheck(Settings settings) {
        this.settings = settings;
    }

    /**
     * A problem.
     *
     * @param setting its name
     * @param sentence what is wrong
     * @param remedy what to type
     */
    public record Problem(String setting, String sentence, String remedy) {
        /** One that another value ends. */
        static Problem of(String setting, String sentence, String value) {
            return new Problem(setting, sentence, "bwdc config " + setting + " " + value);
        }

        /** @param place where the value is found: {@code the Client ID in …} */
        static Problem missing(String setting, String place, String value) {
            return of(setting, "It is not set; it is " + place + ".", value);
        }
    }

    public static List<Problem> problems(Settings settings) {
        var check = new SettingsCheck(settings);
        check.obstacles();
        check.unknownKeys();
        return check.problems;
    }

    /** Only what keeps a run from succeeding. */
    public static List<Problem> obstacles(Settings settings) {
        var check = new SettingsCheck(settings);
        check.obstacles();
        return check.problems;
    }

    private void obstacles() {
        types();
        if (problems.isEmpty()) {
            servers();
            directory();
            sync();
            organization();
            notifications();
        }
    }

    private void add(String setting, String sentence, String remedy) {
        problems.add(new Problem(setting, sentence, remedy));
    }

    private void wrong(String setting, String sentence, String value) {
        problems.add(Problem.of(setting, sentence, value));
    }

    /** A value of the wrong type would stop every other check. */
    private void types() {
        for (var setting : Setting.all()) {
            try {
                switch (setting.kind()) {
                    case FLAG -> settings.flag(setting.name());
                    case NUMBER -> settings.number(setting.name());
                    case DIRECTORY -> settings.directoryType();
                    case TEXT, URL, PATH, FILTER, COMMAND, SECRET_URL -> settings.text(setting.name());
                    case RULE -> settings.text(setting.name()).ifPresent(text -> SafetySettings.check(setting, text));
                    case SECRET -> settings.secret(setting.name());
                }
            } catch (Fault fault) {
                add(setting.name(), fault.sentence(), fault.hint().orElse(""));
            }
        }
    }

    private void servers() {
        for (var name : List.of("server", "server.api", "server.identity", "server.webVault")) {
            var url = settings.url(name);
            if (url != null && !url.isBlank()) {
                try {
                    ServerAddress.normalized(url, name);
                } catch (Fault fault) {
                    wrong(name, fault.sentence(), "https://bw.company.com");
                }
            }
        }
    }

    private void directory() {
        var type = settings.directoryType();
        if (type.isEmpty()) {
            wrong("directory", "No directory is chosen.", "ldap");
            return;
        }
        switch (type.get()) {
            case LDAP -> ldap();
            case ENTRA -> problems.addAll(EntraCheck.problems(settings));
            case GSUITE -> problems.addAll(GoogleCheck.problems(settings));
            case OKTA -> problems.addAll(OktaCheck.problems(settings));
            case ONELOGIN -> oneLogin();
        }
        filter(type.get(), "sync.userFilter");
        filter(type.get(), "sync.groupFilter");
    }

    private void required(String... names) {
        missing(names).forEach(each -> problems.add(Problem.of(each.name(), "It is not set.", remedy(each))));
    }

    /** @param where the vendor's console has them */
    private void requiredFrom(String where, String... names) {
        missing(names).forEach(each -> problems.add(Problem.missing(each.name(), "in " + where, remedy(each))));
    }

    private List<Setting> missing(String... names) {
        return Arrays.stream(names).map(Setting::known).filter(this::isMissing).toList();
    }

    private boolean isMissing(Setting setting) {
        return (setting.isSecret() ? settings.secret(setting.name()) : settings.text(setting.name())).isEmpty();
    }

    private static String remedy(Setting setting) {
        return setting.isSecret() ? "--secretfile FILE" : "VALUE";
    }

    private void oneLogin() {
        var where = "OneLogin's administration under Developers, API Credentials (scope Read users)";
        requiredFrom(where, "onelogin.clientId", "onelogin.clientSecret");
        var region = settings.text("onelogin.region").orElse("us").strip().toLowerCase(Locale.ROOT);
        if (settings.text("onelogin.apiUrl").isEmpty() && !List.of("us", "eu").contains(region)) {
            wrong(
                    "onelogin.region",
                    "It is \"" + region + "\", not us or eu.",
                    "us, or onelogin.apiUrl for another place");
        }
    }

    private void ldap() {
        if (settings.text("ldap.domain").isEmpty()) {
            required("ldap.hostname");
        }
        required("ldap.rootPath");
        signIn();
        var port = settings.number("ldap.port").orElse(389L);
        if (port < 1 || port > 65_535) {
            wrong("ldap.port", "A port is between 1 and 65535, not " + port + ".", "636");
        }
        var ssl = settings.flag("ldap.ssl");
        if (settings.flag("ldap.startTls") && !ssl) {
            wrong("ldap.ssl", "ldap.startTls has no effect without ldap.ssl: the password would go in clear.", "true");
        }
        if (ssl) {
            var startTls = settings.flag("ldap.startTls");
            readable(startTls ? "ldap.tlsCaPath" : "ldap.sslCaPath");
            if (!startTls || external()) {
                readable("ldap.sslCertPath");
                readable("ldap.sslKeyPath");
                if (settings.text("ldap.sslCertPath").isPresent()
                        != settings.text("ldap.sslKeyPath").isPresent()) {
                    add("ldap.sslCertPath", "A client certificate and its key belong together.", "set both or none");
                }
            }
        }
        entries();
        if (!settings.flag("ldap.ad")) {
            attributes();
        }
    }

    private boolean external() {
        return settings.text("ldap.signIn").orElse("").strip().equalsIgnoreCase("external");
    }

    private void signIn() {
        switch (settings.text("ldap.signIn").orElse("simple").strip().toLowerCase(Locale.ROOT)) {
            case "simple" -> required("ldap.username", "ldap.password");
            case "external" -> {
                required("ldap.sslCertPath", "ldap.sslKeyPath");
                if (!settings.flag("ldap.ssl")) {
                    wrong("ldap.ssl", "A client certificate is shown only on an encrypted connection.", "true");
                }
            }
            case "gssapi" -> {
                if (settings.text("ldap.keytab").isPresent()) {
                    required("ldap.username");
                    readable("ldap.keytab");
                    settings.text("ldap.keytab").ifPresent(this::forItsOwnerAlone);
                }
            }
            default -> wrong("ldap.signIn", "It is simple, external or gssapi.", "simple");
        }
    }

    private void entries() {
        try {
            EntrySettings.of(settings);
        } catch (Fault fault) {
            add("ldap", fault.sentence(), fault.hint().orElse(""));
        }
    }

    private void filter(DirectoryType type, String name) {
        settings.text(name)
                .flatMap(text -> FilterProblem.of(type, name, text))
                .ifPresent(problem -> add(
                        name,
                        "It is not a filter: " + problem.why() + ".\n" + String.join("\n", problem.picture()),
                        problem.remedy()));
    }

    private void readable(String name) {
        settings.text(name)
                .filter(file -> !Files.isReadable(Path.of(file)))
                .ifPresent(file -> wrong(name, file + " cannot be read.", "/path/of/a/file.pem"));
    }

    private void forItsOwnerAlone(String file) {
        try {
            if (FileModes.openToOthers(Path.of(file))) {
                add("ldap.keytab", "Others can use " + file + ": it is as good as a password.", "chmod 600 " + file);
            }
        } catch (IOException e) {
            // It cannot be read, which was said already.
        }
    }

    private void attributes() {
        if (settings.flag("sync.users") || settings.flag("sync.groups")) {
            if (settings.text("sync.userObjectClass").isEmpty()) {
                wrong("sync.userObjectClass", "It is needed without ldap.ad.", "inetOrgPerson");
            }
            if (settings.text("sync.userEmailAttribute").isEmpty()) {
                wrong("sync.userEmailAttribute", "It is needed without ldap.ad.", "mail");
            }
        }
        if (settings.flag("sync.groups")) {
            if (settings.text("sync.groupObjectClass").isEmpty()) {
                wrong("sync.groupObjectClass", "It is needed without ldap.ad.", "groupOfNames");
            }
            if (settings.text("sync.groupNameAttribute").isEmpty()) {
                wrong("sync.groupNameAttribute", "It is needed without ldap.ad.", "cn");
            }
            if (settings.text("sync.memberAttribute").isEmpty()
                    && settings.text("ldap.memberOf").isEmpty()) {
                wrong("sync.memberAttribute", "It is needed without ldap.ad.", "member");
            }
        }
    }

    private void sync() {
        if (!settings.flag("sync.users") && !settings.flag("sync.groups")) {
            wrong("sync.users", "Neither users nor groups are to be synced.", "true");
        }
        if (settings.flag("sync.overwriteExisting") && settings.flag("sync.largeImport")) {
            wrong("sync.overwriteExisting", "It cannot be used with sync.largeImport.", "false");
        }
        if (settings.flag("sync.overwriteExisting") && settings.flag("sync.removeMissing")) {
            wrong("sync.overwriteExisting", "sync.removeMissing does the same, more carefully.", "false");
        }
        if (settings.flag("sync.useEmailPrefixSuffix")) {
            if (settings.text("sync.emailSuffix").isEmpty()) {
                wrong("sync.emailSuffix", "sync.useEmailPrefixSuffix needs it.", "@company.com");
            }
            if (settings.directoryType().equals(Optional.of(DirectoryType.LDAP))
                    && settings.text("sync.emailPrefixAttribute").isEmpty()
                    && !settings.flag("ldap.ad")) {
                wrong("sync.emailPrefixAttribute", "sync.useEmailPrefixSuffix needs it.", "uid");
            }
        }
    }

    private void organization() {
        if (!settings.hasOrganizationKey()) {
            add(
                    "login",
                    "Nobody is logged in to an organization.",
                    "bwdc login, or set BW_CLIENTID and BW_CLIENTSECRET_FILE");
        }
    }

    private void notifications() {
        try {
            NotifySettings.of(settings);
        } catch (Fault fault) {
            add("notify", fault.sentence(), fault.hint().orElse("bwdc config notify.when trouble"));
        }
    }

    /** A key that nobody reads may be a known one with a slip; others belong to somebody else. */
    private void unknownKeys() {
        for (var block : List.of(
                "directoryLdap",
                "directoryEntra",
                "directoryOnelogin",
                "sync",
                "safety",
                "environmentUrls",
                "log",
                "notify")) {
            var known = Setting.in(block).stream().map(Setting::key).toList();
            settings.data().block(block).keys().stream()
                    // The id belongs to the block, not to a setting.
                    .filter(key -> !known.contains(key) && !key.equals("id"))
                    .forEach(key -> Nearest.to(key, known)
                            .ifPresent(meant -> add(
                                    block + "." + key,
                                    "bwdc does not know this key of data.json.",
                                    "if " + meant + " is meant: bwdc config "
                                            + Setting.in(block)
                                                    .get(known.indexOf(meant))
                                                    .name() + " VALUE")));
        }
    }
}
