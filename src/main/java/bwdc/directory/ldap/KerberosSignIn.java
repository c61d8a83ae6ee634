package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import com.sun.security.auth.module.UnixSystem;
import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.GSSAPIBindRequest;
import com.unboundid.ldap.sdk.GSSAPIBindRequestProperties;
import com.unboundid.ldap.sdk.GSSAPIChannelBindingType;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SASLQualityOfProtection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;

/**
 * Makes ready a sign-in by Kerberos with Java's own implementation, and looks first at what it would explain badly. Without
 * TLS the whole conversation is encrypted with the ticket's key, which is what Active Directory asks for on port 389.
 */
final class KerberosSignIn {
    private static final String NAME = "bwdc";

    private final SignIn.Kerberos kerberos;
    private final LdapSettings settings;

    KerberosSignIn(SignIn.Kerberos kerberos, LdapSettings settings) {
        this.kerberos = kerberos;
        this.settings = settings;
    }

    BindRequest request() throws LDAPException {
        var options = kerberos.keytab().isPresent() ? keytab(kerberos.keytab().get()) : tickets();
        kerberos.configuration()
                .map(files -> files.split(":", 2)[0])
                .ifPresent(file -> System.setProperty("java.security.krb5.conf", file));
        Configuration.setConfiguration(new InMemory(options));
        var properties = new GSSAPIBindRequestProperties(principal(), (String) null);
        properties.setJAASClientName(NAME);
        properties.setConfigFilePath(NAME);
        properties.setSuppressedSystemProperties(
                Set.of("java.security.auth.login.config", "java.security.krb5.kdc", "java.security.krb5.realm"));
        if (settings.encryption() != LdapSettings.Encryption.NONE) {
            properties.setChannelBindingType(GSSAPIChannelBindingType.TLS_SERVER_END_POINT);
        }
        properties.setAllowedQoP(
                settings.encryption() == LdapSettings.Encryption.NONE
                        ? new SASLQualityOfProtection[] {
                            SASLQualityOfProtection.AUTH_CONF,
                            SASLQualityOfProtection.AUTH_INT,
                            SASLQualityOfProtection.AUTH
                        }
                        : new SASLQualityOfProtection[] {SASLQualityOfProtection.AUTH});
        return new GSSAPIBindRequest(properties);
    }

    /** Realms of Active Directory are written in capitals, mail addresses and names of users seldom are. */
    private String principal() {
        var given = kerberos.principal().orElse("");
        int at = given.indexOf('@');
        return settings.activeDirectory() && at >= 0
                ? given.substring(0, at) + given.substring(at).toUpperCase(Locale.ROOT)
                : given;
    }

    private Map<String, String> keytab(Path file) {
        try {
            if (!Files.isReadable(file)) {
                throw Fault.of(ExitCode.SETTINGS, "The keytab " + file + " (ldap.keytab) cannot be read.")
                        .hint(
                                Files.exists(file)
                                        ? "it must belong to the account that runs bwdc: chown, chmod 600 " + file
                                        : "there is no such file; ktutil, ktpass or samba-tool domain exportkeytab make one");
            }
            if (FileModes.openToOthers(file)) {
                throw Fault.of(
                                ExitCode.SETTINGS,
                                "The keytab " + file
                                        + " (ldap.keytab) can be used by others: it is as good as a password.")
                        .hint("chmod 600 " + file);
            }
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "The keytab " + file + " cannot be used: " + AtomicFile.reason(e))
                    .because(e);
        }
        return options(
                Map.of("useKeyTab", "true", "keyTab", file.toAbsolutePath().toString(), "useTicketCache", "false"));
    }

    private Map<String, String> tickets() {
        var file = cache();
        if (!Files.isReadable(file)) {
            throw Fault.of(ExitCode.DIRECTORY, "There is no Kerberos ticket: " + file + " cannot be read.")
                    .hint("kinit, or KRB5CCNAME for another cache, or ldap.keytab for runs without a person");
        }
        try {
            var tickets = TicketCache.read(file);
            check(file, tickets);
        } catch (IOException e) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            "The Kerberos tickets in " + file + " cannot be used: " + AtomicFile.reason(e))
                    .hint("kinit makes new ones")
                    .because(e);
        }
        return options(Map.of(
                "useTicketCache", "true", "ticketCache", file.toAbsolutePath().toString(), "renewTGT", "false"));
    }

    private void check(Path file, TicketCache tickets) {
        if (!principal().isEmpty()
                && !tickets.principal().equals(principal())
                && principal().contains("@")) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            "The Kerberos tickets in " + file + " are those of " + tickets.principal() + ", not of "
                                    + principal() + " (ldap.username).")
                    .hint("kinit " + principal());
        }
        // Kerberos goes by the machine's own clock.
        if (tickets.expiry().filter(Instant.now()::isBefore).isEmpty()) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            tickets.expiry()
                                    .map(end -> "The Kerberos ticket of " + tickets.principal() + " in " + file
                                            + " expired at " + end + ".")
                                    .orElse("There is no ticket of " + tickets.principal() + " in " + file
                                            + " with which others can be got."))
                    .hint("kinit " + tickets.principal() + ", or ldap.keytab for runs without a person");
        }
    }

    /** Where the tickets are; Java reads files only, not a kernel keyring or a daemon's memory. */
    private Path cache() {
        var name = kerberos.cache().orElseGet(() -> "/tmp/krb5cc_" + new UnixSystem().getUid());
        if (name.matches("[A-Z]{2,}:.*") && !name.startsWith("FILE:")) {
            throw Fault.of(ExitCode.SETTINGS, "The ticket cache " + name + " (KRB5CCNAME) is not a file.")
                    .hint("kinit -c FILE:/path/of/tickets, and KRB5CCNAME=FILE:/path/of/tickets; or ldap.keytab");
        }
        return Path.of(name.startsWith("FILE:") ? name.substring("FILE:".length()) : name);
    }

    private Map<String, String> options(Map<String, String> own) {
        var options = new HashMap<>(own);
        options.put("doNotPrompt", "true");
        options.put("isInitiator", "true");
        options.put("refreshKrb5Config", "true");
        if (!principal().isEmpty()) {
            options.put("principal", principal());
        }
        return options;
    }

    /** What Java would otherwise read from a file. */
    private static final class InMemory extends Configuration {
        private final Map<String, String> options;

        InMemory(Map<String, String> options) {
            this.options = options;
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
            };
        }
    }
}
