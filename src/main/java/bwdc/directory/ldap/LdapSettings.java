package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.EntrySettings;
import bwdc.settings.Settings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an LDAP directory is and how to sign in to it: the {@code directoryLdap} block of data.json.
 *
 * @param servers those that hold the directory
 * @param host name or address of the one that is meant, without brackets
 * @param rootPath the tree's root, {@code dc=example,dc=org}
 * @param caFile PEM file that replaces the machine's trust store
 * @param certificateFile client certificate (PEM) for ldaps
 * @param keyFile its unencrypted key (PEM)
 * @param activeDirectory whether the server is Active Directory
 */
record LdapSettings(
        Servers servers,
        String host,
        int port,
        Encryption encryption,
        boolean verifyCertificate,
        Optional<Path> caFile,
        Optional<Path> certificateFile,
        Optional<Path> keyFile,
        Optional<String> rootPath,
        SignIn signIn,
        boolean activeDirectory,
        boolean paged,
        EntrySettings entries) {

    /**
     * From the settings in force.
     *
     * @throws Fault with exit code 3 when something without which nobody can sign in is missing
     */
    static LdapSettings of(Settings settings) {
        var encryption = !settings.flag("ldap.ssl")
                ? Encryption.NONE
                : settings.flag("ldap.startTls") ? Encryption.START_TLS : Encryption.LDAPS;
        var ldaps = encryption == Encryption.LDAPS;
        var port = settings.number("ldap.port").orElse(389L).intValue();
        var servers = Servers.of(settings.text("ldap.hostname"), settings.text("ldap.domain"), port, ldaps)
                .orElseThrow(() -> incomplete("ldap.hostname"));
        var signIn = signIn(settings, encryption);
        var certificate = ldaps || signIn instanceof SignIn.External;
        var first = first(servers, port);
        return new LdapSettings(
                servers,
                first.host(),
                first.port(),
                encryption,
                !settings.flag("ldap.sslAllowUnauthorized"),
                settings.text(ldaps ? "ldap.sslCaPath" : "ldap.tlsCaPath").map(Path::of),
                certificate ? settings.text("ldap.sslCertPath").map(Path::of) : Optional.empty(),
                certificate ? settings.text("ldap.sslKeyPath").map(Path::of) : Optional.empty(),
                settings.text("ldap.rootPath"),
                signIn,
                settings.flag("ldap.ad"),
                settings.flag("ldap.pagedSearch"),
                EntrySettings.of(settings));
    }

    private static Server first(Servers servers, int port) {
        return switch (servers) {
            case Servers.Listed listed when listed.servers().isEmpty() -> throw incomplete("ldap.hostname");
            case Servers.Listed listed -> listed.servers().getFirst();
            case Servers.Published published ->
                new Server(published.domain(), published.port().orElse(port));
        };
    }

    private static SignIn signIn(Settings settings, Encryption encryption) {
        var manner = settings.text("ldap.signIn").map(String::strip).orElse("simple");
        return switch (manner.toLowerCase(Locale.ROOT)) {
            case "simple" -> simple(settings);
            case "external" -> external(settings, encryption);
            case "gssapi" -> kerberos(settings);
            default ->
                throw Fault.of(ExitCode.SETTINGS, "There is no sign-in \"" + manner + "\" (ldap.signIn).")
                        .hint("bwdc config ldap.signIn simple, external or gssapi");
        };
    }

    private static SignIn simple(Settings settings) {
        var username = settings.text("ldap.username").orElseThrow(() -> anonymous("ldap.username"));
        return new SignIn.Simple(
                username,
                settings.secret("ldap.password")
                        .filter(secret -> !secret.reveal().isBlank())
                        .orElseThrow(() -> anonymous("ldap.password")));
    }

    private static SignIn external(Settings settings, Encryption encryption) {
        var certificate = settings.text("ldap.sslCertPath").orElseThrow(() -> incomplete("ldap.sslCertPath"));
        if (settings.text("ldap.sslKeyPath").isEmpty()) {
            throw incomplete("ldap.sslKeyPath");
        }
        if (encryption == Encryption.NONE) {
            throw Fault.of(ExitCode.SETTINGS, "A client certificate is shown only on an encrypted connection.")
                    .hint("bwdc config ldap.ssl true");
        }
        return new SignIn.External(Path.of(certificate));
    }

    private static SignIn kerberos(Settings settings) {
        var keytab = settings.text("ldap.keytab").map(Path::of);
        var username = settings.text("ldap.username").map(String::strip);
        if (keytab.isPresent() && username.isEmpty()) {
            throw anonymous("ldap.username");
        }
        username.filter(name -> name.contains("=") || name.contains("\\")).ifPresent(name -> {
            throw Fault.of(ExitCode.SETTINGS, name + " (ldap.username) is no Kerberos principal.")
                    .hint("bwdc config ldap.username sync@COMPANY.COM");
        });
        return new SignIn.Kerberos(
                username, keytab, settings.environment("KRB5CCNAME"), settings.environment("KRB5_CONFIG"));
    }

    private static Fault incomplete(String setting) {
        return Fault.of(ExitCode.SETTINGS, "Directory configuration incomplete.")
                .hint(setting + " is not set; `bwdc config --check` lists everything that is missing");
    }

    private static Fault anonymous(String setting) {
        return Fault.of(ExitCode.SETTINGS, "Username/password are not configured.")
                .hint(setting + " is not set; `bwdc config --check` lists everything that is missing");
    }

    /** The same for another server of the directory. */
    LdapSettings at(Server server) {
        return new LdapSettings(
                servers,
                server.host(),
                server.port(),
                encryption,
                verifyCertificate,
                caFile,
                certificateFile,
                keyFile,
                rootPath,
                signIn,
                activeDirectory,
                paged,
                entries);
    }

    /** Who signs in, for messages. */
    String username() {
        return signIn.who();
    }

    /** {@code ldaps://dc1:636}, for messages. */
    String address() {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return (encryption == Encryption.LDAPS ? "ldaps://" : "ldap://") + name + ":" + port;
    }

    /** How the connection is protected. */
    enum Encryption {
        NONE,
        LDAPS,
        START_TLS
    }
}
