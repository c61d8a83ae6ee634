package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import bwdc.settings.EntrySettings;
import bwdc.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an LDAP directory is and how to sign in to it: the {@code directoryLdap} block of data.json.
 *
 * @param host name or address, without brackets
 * @param rootPath the tree's root, {@code dc=example,dc=org}
 * @param caFile PEM file that replaces the machine's trust store
 * @param certificateFile client certificate (PEM) for ldaps
 * @param keyFile its unencrypted key (PEM)
 * @param activeDirectory whether the server is Active Directory
 */
public record LdapSettings(
        String host,
        int port,
        Encryption encryption,
        boolean verifyCertificate,
        Optional<Path> caFile,
        Optional<Path> certificateFile,
        Optional<Path> keyFile,
        Optional<String> rootPath,
        String username,
        Secret password,
        boolean activeDirectory,
        boolean paged,
        EntrySettings entries) {

    /**
     * From the settings in force.
     *
     * @throws Fault with exit code 3 when something without which nobody can sign in is missing
     */
    static LdapSettings of(Settings settings) {
        var host = settings.text("ldap.hostname").orElseThrow(() -> incomplete("ldap.hostname"));
        var username = settings.text("ldap.username").orElseThrow(() -> anonymous("ldap.username"));
        var password = settings.secret("ldap.password")
                .filter(secret -> !secret.reveal().isBlank())
                .orElseThrow(() -> anonymous("ldap.password"));
        var encryption = !settings.flag("ldap.ssl")
                ? Encryption.NONE
                : settings.flag("ldap.startTls") ? Encryption.START_TLS : Encryption.LDAPS;
        var ldaps = encryption == Encryption.LDAPS;
        return new LdapSettings(
                host.strip().replaceAll("^\\[|\\]$", ""),
                settings.number("ldap.port").orElse(389L).intValue(),
                encryption,
                !settings.flag("ldap.sslAllowUnauthorized"),
                settings.text(ldaps ? "ldap.sslCaPath" : "ldap.tlsCaPath").map(Path::of),
                ldaps ? settings.text("ldap.sslCertPath").map(Path::of) : Optional.empty(),
                ldaps ? settings.text("ldap.sslKeyPath").map(Path::of) : Optional.empty(),
                settings.text("ldap.rootPath"),
                username,
                password,
                settings.flag("ldap.ad"),
                settings.flag("ldap.pagedSearch"),
                EntrySettings.of(settings));
    }

    private static Fault incomplete(String setting) {
        return Fault.of(ExitCode.SETTINGS, "Directory configuration incomplete.")
                .hint(setting + " is not set; `bwdc config --check` lists everything that is missing");
    }

    private static Fault anonymous(String setting) {
        return Fault.of(ExitCode.SETTINGS, "Username/password are not configured.")
                .hint(setting + " is not set; `bwdc config --check` lists everything that is missing");
    }

    /** {@code ldaps://dc1:636}, for messages. */
    String address() {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return (encryption == Encryption.LDAPS ? "ldaps://" : "ldap://") + name + ":" + port;
    }

    /** How the connection is protected. */
    public enum Encryption {
        NONE,
        LDAPS,
        START_TLS
    }
}
