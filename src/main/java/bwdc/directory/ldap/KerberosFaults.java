package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts what Kerberos says (RFC 4120 7.5.9, and Java's own words) into sentences that say what to do. */
final class KerberosFaults {
    /** Words in a message, what they mean, and what to try; % is the principal, & the server. */
    private record Meaning(String words, String sentence, String hint) {}

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    "Clock skew too great",
                    "the clocks of this machine and of the Kerberos server differ by more than is allowed",
                    "set this machine's clock by a time server (timedatectl set-ntp true)"),
            new Meaning(
                    "Client not found in Kerberos database",
                    "the Kerberos server knows no principal %",
                    "check ldap.username: NAME@REALM, the realm usually in capitals"),
            new Meaning(
                    "Pre-authentication information was invalid",
                    "the keytab's key is not the one of %",
                    "its password was changed since the keytab was made: make a new one"),
            new Meaning(
                    "Integrity check on decrypted field failed",
                    "the keytab's key is not the one of %",
                    "its password was changed since the keytab was made: make a new one"),
            new Meaning(
                    "credentials have been revoked",
                    "the account % is disabled, expired or locked",
                    "let the directory's administrator look at the account"),
            new Meaning(
                    "Password has expired",
                    "the password of % has expired, or must be changed first",
                    "set one that does not expire, and make a new keytab"),
            new Meaning(
                    "Server not found in Kerberos database",
                    "Kerberos knows no service ldap/&",
                    "ldap.hostname must be the server's full name, not an address or an alias"),
            new Meaning(
                    "Unable to obtain password from user",
                    "the keytab holds no key of %",
                    "klist -k FILE lists whose keys it holds; ldap.username must be written the same way"),
            new Meaning(
                    "Unable to obtain Principal Name",
                    "there is no ticket",
                    "kinit, or ldap.keytab for runs without a person"),
            new Meaning("Ticket expired", "the ticket has expired", "kinit, or ldap.keytab for runs without a person"),
            new Meaning(
                    "no support for encryption type",
                    "the Kerberos server takes none of the key's kinds of encryption",
                    "make a new keytab with AES keys"),
            new Meaning(
                    "Cannot locate KDC",
                    "no Kerberos server is known for the realm",
                    "/etc/krb5.conf must name it, or DNS; KRB5_CONFIG names another file"),
            new Meaning(
                    "Cannot locate default realm",
                    "the realm is not known",
                    "write it in ldap.username (NAME@REALM), or default_realm in /etc/krb5.conf"),
            new Meaning(
                    "timed out", "the Kerberos server does not answer", "check /etc/krb5.conf and firewalls (port 88)"),
            new Meaning(
                    "PortUnreachable",
                    "the Kerberos server does not answer",
                    "check /etc/krb5.conf and firewalls (port 88)"),
            new Meaning(
                    "Connection refused",
                    "the Kerberos server does not answer",
                    "check /etc/krb5.conf and firewalls (port 88)"));

    /** What Java notes as the cause of every refusal: that the answer is not the ticket it asked for. */
    private static final String ANY_REFUSAL = "(906)";

    private KerberosFaults() {}

    /** The fault for a sign-in that Kerberos let fail; empty when the directory itself refused it. */
    static Optional<Fault> of(LdapSettings settings, LDAPException e) {
        @Nullable Throwable cause = e.getCause();
        var last = "";
        while (cause != null) {
            var text = cause.toString();
            var meaning = MEANINGS.stream()
                    .filter(each -> text.contains(each.words()))
                    .findFirst();
            if (meaning.isPresent()) {
                return Optional.of(fault(settings, meaning.get(), e));
            }
            last = cause.getMessage() instanceof String own && !own.contains(ANY_REFUSAL) ? own : last;
            cause = cause.getCause();
        }
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(fault(
                        settings, new Meaning("", last, "klist, kinit and KRB5_TRACE=/dev/stderr may tell more"), e));
    }

    private static Fault fault(LdapSettings settings, Meaning meaning, LDAPException e) {
        var who = settings.username();
        return Fault.of(
                        ExitCode.DIRECTORY,
                        "Cannot sign in to " + settings.address() + " by Kerberos: "
                                + meaning.sentence()
                                        .replaceAll("\\.?$", ".")
                                        .replace("%", who)
                                        .replace("&", settings.host()))
                .hint(meaning.hint())
                .because(e);
    }
}
