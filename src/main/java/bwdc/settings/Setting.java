package bwdc.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param name as typed, {@code ldap.rootPath}; upper and lower case do not matter
 * @param alias another name that the reference knows, or null
 * @param block the object in data.json that holds it, empty for the top level
 * @param key its key there
 * @param fallback its value when nothing is set, null for none
 */
public record Setting(
        String name,
        @Nullable String alias,
        String block,
        String key,
        Kind kind,
        @Nullable Object fallback,
        String description) {

    /** What a value may be. */
    public enum Kind {
        TEXT,
        FLAG,
        NUMBER,
        DIRECTORY,
        URL,
        PATH,
        FILTER,
        /** Text with a grammar of its own, see {@link SafetySettings}. */
        RULE,
        COMMAND,
        /** An address that is a secret itself, because whoever knows it can use it. */
        SECRET_URL,
        SECRET
    }

    private static final String URLS = "environmentUrls";
    private static final String LDAP = DirectoryType.LDAP.block();
    private static final String ENTRA = DirectoryType.ENTRA.block();
    private static final String GSUITE = DirectoryType.GSUITE.block();
    private static final String OKTA = DirectoryType.OKTA.block();
    private static final String ONELOGIN = DirectoryType.ONELOGIN.block();
    private static final String SYNC = "sync";
    private static final String SAFETY = "safety";
    private static final String LOG = "log";
    private static final String NOTIFY = "notify";

    private static final List<Setting> ALL = List.of(
            of("server", URLS, "base", Kind.URL, null, "which Bitwarden or Vaultwarden; bitwarden.com when not set"),
            of("server.api", URLS, "api", Kind.URL, null, "address of its API, when it is not SERVER/api"),
            of("server.identity", URLS, "identity", Kind.URL, null, "address of its sign-in, when not SERVER/identity"),
            of("server.webVault", URLS, "webVault", Kind.URL, null, "address of its web vault, when not SERVER"),
            of(
                    "directory",
                    "",
                    "directoryType",
                    Kind.DIRECTORY,
                    null,
                    "ldap, entra, gsuite, okta or onelogin (0 to 4)"),
            of("ldap.hostname", LDAP, "hostname", Kind.TEXT, null, "the server, or several with commas, or srv:DOMAIN"),
            of("ldap.port", LDAP, "port", Kind.NUMBER, 389L, "its port: 389, or 636 for ldaps"),
            of(
                    "ldap.ssl",
                    LDAP,
                    "ssl",
                    Kind.FLAG,
                    false,
                    "encrypted connection: ldaps, or StartTLS with ldap.startTls"),
            of(
                    "ldap.startTls",
                    LDAP,
                    "startTls",
                    Kind.FLAG,
                    false,
                    "with ldap.ssl: StartTLS on the plain port instead of ldaps"),
            of("ldap.tlsCaPath", LDAP, "tlsCaPath", Kind.PATH, null, "StartTLS: PEM file of the authorities to trust"),
            of("ldap.sslCaPath", LDAP, "sslCaPath", Kind.PATH, null, "ldaps: PEM file of the authorities to trust"),
            of("ldap.sslCertPath", LDAP, "sslCertPath", Kind.PATH, null, "ldaps: PEM file of a client certificate"),
            of("ldap.sslKeyPath", LDAP, "sslKeyPath", Kind.PATH, null, "ldaps: PEM file of its key"),
            of(
                    "ldap.sslAllowUnauthorized",
                    LDAP,
                    "sslAllowUnauthorized",
                    Kind.FLAG,
                    false,
                    "do not check certificates"),
            of("ldap.rootPath", LDAP, "rootPath", Kind.TEXT, null, "root of the tree: dc=company,dc=com"),
            of("ldap.username", LDAP, "username", Kind.TEXT, null, "account that reads: DN, or user@domain"),
            secret("ldap.password", null, LDAP, "password", "its password"),
            of("ldap.signIn", LDAP, "signIn", Kind.TEXT, "simple", "simple, external (certificate), gssapi (Kerberos)"),
            of("ldap.keytab", LDAP, "keytab", Kind.PATH, null, "gssapi: file with the key of ldap.username"),
            of("ldap.ad", LDAP, "ad", Kind.FLAG, true, "the server is Active Directory"),
            of("ldap.pagedSearch", LDAP, "pagedSearch", Kind.FLAG, true, "read in pages"),
            of("ldap.externalId", LDAP, "externalId", Kind.TEXT, null, "auto, dn, entryUUID, nsUniqueId or objectGUID"),
            of(
                    "ldap.disabledBy",
                    LDAP,
                    "disabledBy",
                    Kind.TEXT,
                    null,
                    "attributes that tell of disabled accounts: nsAccountLock, …"),
            of("ldap.memberOf", LDAP, "memberOf", Kind.TEXT, null, "attribute of users that names their groups"),
            of("ldap.domain", LDAP, "domain", Kind.TEXT, null, "whose servers DNS names, without ldap.hostname"),
            of(
                    "ldap.primaryGroup",
                    LDAP,
                    "primaryGroup",
                    Kind.FLAG,
                    null,
                    "Active Directory: primary groups have their members"),
            of(
                    "ldap.expiredAsDisabled",
                    LDAP,
                    "expiredAsDisabled",
                    Kind.FLAG,
                    null,
                    "Active Directory: expired accounts count as disabled"),
            of("ldap.currentUser", LDAP, "currentUser", Kind.FLAG, false, "kept for the reference, not used"),
            of(
                    "entra.identityAuthority",
                    ENTRA,
                    "identityAuthority",
                    Kind.TEXT,
                    null,
                    "the cloud: login.microsoftonline.com when not set"),
            of("entra.tenant", ENTRA, "tenant", Kind.TEXT, null, "Directory (tenant) ID, or a domain of the tenant"),
            of("entra.applicationId", ENTRA, "applicationId", Kind.TEXT, null, "Application (client) ID"),
            secret("entra.key", "azure.key", ENTRA, "key", "Value of a client secret of the application"),
            of("entra.loginUrl", ENTRA, "loginUrl", Kind.URL, null, "address that signs in, when not the cloud's own"),
            of("entra.graphUrl", ENTRA, "graphUrl", Kind.URL, null, "address of Graph, when not the cloud's own"),
            of("gsuite.clientEmail", GSUITE, "clientEmail", Kind.TEXT, null, "mail address of the service account"),
            secret("gsuite.privateKey", "gsuite.key", GSUITE, "privateKey", "key file of the service account"),
            of("gsuite.domain", GSUITE, "domain", Kind.TEXT, null, "domain that is read"),
            of("gsuite.adminUser", GSUITE, "adminUser", Kind.TEXT, null, "administrator to act as"),
            of(
                    "gsuite.customer",
                    GSUITE,
                    "customer",
                    Kind.TEXT,
                    null,
                    "instead of a domain: my_customer, or the customer id"),
            of("gsuite.clientId", GSUITE, "clientId", Kind.TEXT, null, "client id of the service account, for advice"),
            of(
                    "gsuite.derivedMembers",
                    GSUITE,
                    "derivedMembers",
                    Kind.FLAG,
                    null,
                    "groups have the members of every group in them"),
            of("gsuite.tokenUrl", GSUITE, "tokenUrl", Kind.URL, null, "address that signs in, when not Google's"),
            of("gsuite.apiUrl", GSUITE, "apiUrl", Kind.URL, null, "address of the Admin API, when not Google's"),
            of("okta.orgUrl", OKTA, "orgUrl", Kind.TEXT, null, "the organization: https://company.okta.com"),
            secret("okta.token", null, OKTA, "token", "API token of an administrator"),
            of("okta.clientId", OKTA, "clientId", Kind.TEXT, null, "service app, instead of a token: its client id"),
            secret("okta.privateKey", null, OKTA, "privateKey", "service app: its private key, PEM or JSON"),
            of("okta.keyId", OKTA, "keyId", Kind.TEXT, null, "service app: KID of the key, where it has several"),
            of(
                    "okta.rateShare",
                    OKTA,
                    "rateShare",
                    Kind.NUMBER,
                    null,
                    "percent of the remaining rate limits to use: 50"),
            of("onelogin.clientId", ONELOGIN, "clientId", Kind.TEXT, null, "client id of the API credential"),
            secret("onelogin.clientSecret", "onelogin.secret", ONELOGIN, "clientSecret", "its client secret"),
            of("onelogin.region", ONELOGIN, "region", Kind.TEXT, "us", "us or eu"),
            of("onelogin.apiUrl", ONELOGIN, "apiUrl", Kind.URL, null, "address of the API, when not the region's"),
            of("sync.users", SYNC, "users", Kind.FLAG, false, "sync users"),
            of("sync.groups", SYNC, "groups", Kind.FLAG, false, "sync groups"),
            of("sync.userFilter", SYNC, "userFilter", Kind.FILTER, null, "which users"),
            of("sync.groupFilter", SYNC, "groupFilter", Kind.FILTER, null, "which groups"),
            of(
                    "sync.removeDisabled",
                    SYNC,
                    "removeDisabled",
                    Kind.FLAG,
                    false,
                    "remove users who are disabled in the directory"),
            of(
                    "sync.overwriteExisting",
                    SYNC,
                    "overwriteExisting",
                    Kind.FLAG,
                    false,
                    "the server removes every member who is not in the directory"),
            of(
                    "sync.largeImport",
                    SYNC,
                    "largeImport",
                    Kind.FLAG,
                    false,
                    "above 2000 users and groups: send several requests"),
            of(
                    "sync.inviteUsersAfterProvisioning",
                    SYNC,
                    "inviteUsersAfterProvisioning",
                    Kind.FLAG,
                    false,
                    "false: a server that can (from 2026.7) adds users without inviting them"),
            of(
                    "sync.parallelRequests",
                    SYNC,
                    "parallelRequests",
                    Kind.NUMBER,
                    null,
                    "cloud directories: requests at once, 1 to 32; else 8"),
            of(
                    "sync.interval",
                    SYNC,
                    "interval",
                    Kind.NUMBER,
                    5L,
                    "minutes between runs of bwdc daemon without --every and --at"),
            of(
                    "sync.userPath",
                    SYNC,
                    "userPath",
                    Kind.TEXT,
                    null,
                    "LDAP: where users are, below the root; several with ;"),
            of(
                    "sync.groupPath",
                    SYNC,
                    "groupPath",
                    Kind.TEXT,
                    null,
                    "LDAP: where groups are, below the root; several with ;"),
            of("sync.userObjectClass", SYNC, "userObjectClass", Kind.TEXT, null, "LDAP: object class of users"),
            of("sync.groupObjectClass", SYNC, "groupObjectClass", Kind.TEXT, null, "LDAP: object class of groups"),
            of("sync.userEmailAttribute", SYNC, "userEmailAttribute", Kind.TEXT, null, "LDAP: mail attribute"),
            of(
                    "sync.groupNameAttribute",
                    SYNC,
                    "groupNameAttribute",
                    Kind.TEXT,
                    null,
                    "LDAP: name attribute of groups"),
            of("sync.memberAttribute", SYNC, "memberAttribute", Kind.TEXT, null, "LDAP: member attribute of groups"),
            of(
                    "sync.revisionDateAttribute",
                    SYNC,
                    "revisionDateAttribute",
                    Kind.TEXT,
                    null,
                    "LDAP: time of the last change, for incremental reads"),
            of(
                    "sync.creationDateAttribute",
                    SYNC,
                    "creationDateAttribute",
                    Kind.TEXT,
                    null,
                    "kept for the reference, not used"),
            of(
                    "sync.useEmailPrefixSuffix",
                    SYNC,
                    "useEmailPrefixSuffix",
                    Kind.FLAG,
                    false,
                    "make up missing mail addresses of the next two"),
            of(
                    "sync.emailPrefixAttribute",
                    SYNC,
                    "emailPrefixAttribute",
                    Kind.TEXT,
                    null,
                    "beginning of such an address: this attribute"),
            of("sync.emailSuffix", SYNC, "emailSuffix", Kind.TEXT, null, "end of such an address: @company.com"),
            of(
                    "sync.removeMissing",
                    SYNC,
                    "removeMissing",
                    Kind.FLAG,
                    null,
                    "remove who left the directory or the filter"),
            of("sync.fullEvery", SYNC, "fullEvery", Kind.RULE, "24h", "read everything at least so often"),
            of("safety.maxRemovals", SAFETY, "maxRemovals", Kind.RULE, "20%,5", "how many users may go at once"),
            of(
                    "safety.maxMemberRemovals",
                    SAFETY,
                    "maxMemberRemovals",
                    Kind.RULE,
                    "20%,5",
                    "how many members a group may lose at once"),
            of("safety.mailChanges", SAFETY, "mailChanges", Kind.RULE, "hold", "changed mail addresses: hold or send"),
            of("safety.absence", SAFETY, "absence", Kind.RULE, "off", "missing so long before removal: 3 runs,2d"),
            of("safety.protected", SAFETY, "protected", Kind.RULE, null, "never removed: mails with *, group:NAME"),
            of("safety.windows", SAFETY, "windows", Kind.RULE, null, "removals only mon-thu 09:00-16:00 ZONE"),
            of("safety.canaries", SAFETY, "canaries", Kind.RULE, null, "every read must find: MAIL, group:NAME"),
            of("safety.holdExpiry", SAFETY, "holdExpiry", Kind.RULE, "7d", "how long a hold can be approved"),
            of("safety.readBack", SAFETY, "readBack", Kind.RULE, "auto", "look whether imports arrive: auto or off"),
            of("safety.referrals", SAFETY, "referrals", Kind.RULE, null, "servers pointed to that need not be asked"),
            of("log.maxSize", LOG, "maxSize", Kind.NUMBER, 10L, "megabytes of bwdc.log before a new one is begun"),
            of("log.files", LOG, "files", Kind.NUMBER, 5L, "how many of them are kept"),
            of("notify.ping", NOTIFY, "ping", Kind.SECRET_URL, null, "a check of healthchecks.io, told of every run"),
            of("notify.webhook", NOTIFY, "webhook", Kind.SECRET_URL, null, "address that gets JSON about runs"),
            of("notify.command", NOTIFY, "command", Kind.COMMAND, null, "command that is run after runs"),
            of("notify.when", NOTIFY, "when", Kind.TEXT, "trouble", "webhook and command: trouble, or always"));

    private static Setting of(
            String name, String block, String key, Kind kind, @Nullable Object fallback, String description) {
        return new Setting(name, null, block, key, kind, fallback, description);
    }

    private static Setting secret(String name, @Nullable String alias, String block, String key, String description) {
        return new Setting(name, alias, block, key, Kind.SECRET, null, description);
    }

    /** Every setting, in the order in which people think of them. */
    public static List<Setting> all() {
        return ALL;
    }

    /** The setting of that name or alias, in any case. */
    public static Optional<Setting> named(String name) {
        var wanted = name.strip().toLowerCase(Locale.ROOT);
        var canonical = wanted.startsWith("azure.") ? "entra." + wanted.substring(6) : wanted;
        return ALL.stream()
                .filter(each -> each.name.toLowerCase(Locale.ROOT).equals(canonical) || wanted.equals(each.alias))
                .findFirst();
    }

    /** The setting of that name, which must exist. */
    static Setting known(String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** All settings of one object of data.json. */
    static List<Setting> in(String block) {
        List<Setting> found = new ArrayList<>();
        for (var each : ALL) {
            if (each.block.equals(block)) {
                found.add(each);
            }
        }
        return found;
    }

    /** The environment variable that overrides it: {@code BWDC_LDAP_ROOT_PATH} for {@code ldap.rootPath}. */
    public String variable() {
        var text = new StringBuilder("BWDC_");
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                text.append('_');
            }
            text.append(c == '.' ? '_' : Character.toUpperCase(c));
        }
        return text.toString();
    }

    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** Whether it is a key of several lines, so that a file of it counts whole. */
    public boolean isKeyFile() {
        return isSecret() && key.equals("privateKey");
    }
}
