package bwdc.directory.ldap;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what directory servers refuse into words, with their own codes. */
final class LdapFaults {
    /** Sub-codes of a refused sign-in in Active Directory ([MS-ERREF] 2.2, in hexadecimal). */
    private static final Map<String, String> BIND_REASONS = Map.of(
            "525", "there is no such user",
            "52e", "wrong password, or no such user",
            "530", "not allowed to sign in at this time",
            "531", "not allowed to sign in from this computer",
            "532", "the password has expired",
            "533", "the account is disabled",
            "701", "the account has expired",
            "773", "the password must be changed first",
            "775", "the account is locked");

    private static final Pattern DATA = Pattern.compile("data ([0-9a-f]{3}),");

    private LdapFaults() {}

    static Fault connecting(LdapSettings settings, LDAPException e) {
        var cause = deepest(e);
        var text = String.valueOf(cause.getMessage());
        var lower = text.toLowerCase(Locale.ROOT);
        var fault = Fault.of(ExitCode.DIRECTORY, "Cannot connect to " + settings.address() + ": " + reason(cause, text))
                .because(e);
        if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
            return fault.hint("check the server's certificate and this machine's clock");
        }
        if (lower.contains("certification path")
                || lower.contains("trust anchor")
                || lower.contains("signature check")) {
            return fault.hint("name the PEM file of the authority that signed the server's certificate: bwdc config "
                    + (settings.encryption() == LdapSettings.Encryption.LDAPS ? "ldap.sslCaPath" : "ldap.tlsCaPath")
                    + " FILE");
        }
        if (lower.contains("subject alternative") || lower.contains("no name matching")) {
            return fault.hint("ldap.hostname must be a name or address that the server's certificate was made for");
        }
        if (e.getResultCode().equals(ResultCode.CONNECT_ERROR)
                || e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
            return fault.hint("check ldap.hostname, ldap.port, ldap.ssl and firewalls");
        }
        return fault.hint("`bwdc config --check` looks over the settings");
    }

    private static String reason(Throwable cause, String text) {
        return switch (cause) {
            case java.net.UnknownHostException unknown -> "the name is not known";
            case java.net.ConnectException refused -> "connection refused";
            case java.net.SocketTimeoutException slow -> "it does not answer";
            case CertificateException certificate -> "its certificate is not accepted (" + text + ")";
            default -> text;
        };
    }

    /** Whether the same could go well with another server of the directory: a refused password is refused by all. */
    static boolean concernsOneServer(Fault fault) {
        return fault.getCause() instanceof LDAPException e
                && (isConnection(e.getResultCode())
                        || e.getResultCode().equals(ResultCode.BUSY)
                        || e.getResultCode().equals(ResultCode.UNAVAILABLE));
    }

    static Fault signingIn(LdapSettings settings, LDAPException e) {
        return switch (settings.signIn()) {
            case SignIn.Simple _ -> refused(settings, e);
            case SignIn.External _ -> certificateRefused(settings, e);
            case SignIn.Kerberos _ when isConnection(e.getResultCode()) -> refused(settings, e);
            case SignIn.Kerberos _
            when wantsKerberosToEncrypt(settings, e) ->
                refused(settings, e)
                        .hint(
                                "this server wants Kerberos to encrypt, not TLS: bwdc config ldap.ssl false, ldap.port 389");
            case SignIn.Kerberos _ -> KerberosFaults.of(settings, e).orElseGet(() -> refused(settings, e));
        };
    }

    private static boolean wantsKerberosToEncrypt(LdapSettings settings, LDAPException e) {
        return e.getResultCode().equals(ResultCode.STRONG_AUTH_REQUIRED)
                && settings.encryption() != LdapSettings.Encryption.NONE;
    }

    private static Fault certificateRefused(LdapSettings settings, LDAPException e) {
        return isConnection(e.getResultCode())
                ? connectionLost(settings, "signing in", e)
                : refused(settings, e)
                        .hint("the server must ask for client certificates, trust the one who signed this one, and know"
                                + " whose it is (OpenLDAP: TLSVerifyClient, authz-regexp)");
    }

    private static Fault refused(LdapSettings settings, LDAPException e) {
        var code = e.getResultCode();
        var who = settings.address() + " refused the sign-in of " + settings.username() + ": ";
        var fault = Fault.of(ExitCode.DIRECTORY, who + inWords(e)).because(e);
        if (code.equals(ResultCode.STRONG_AUTH_REQUIRED) || code.equals(ResultCode.CONFIDENTIALITY_REQUIRED)) {
            return fault.hint(
                    "the server takes passwords only over an encrypted connection: bwdc config ldap.ssl true, and"
                            + " ldap.port 636, or ldap.startTls true");
        }
        if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
            var data = DATA.matcher(String.valueOf(e.getDiagnosticMessage()));
            if (data.find() && BIND_REASONS.containsKey(data.group(1))) {
                return Fault.of(
                                ExitCode.DIRECTORY,
                                who + BIND_REASONS.get(data.group(1)) + " (49, data " + data.group(1) + ")")
                        .hint("check ldap.username and ldap.password")
                        .because(e);
            }
            return fault.hint("check ldap.username and ldap.password; does the server want a DN?");
        }
        return isConnection(code) ? connectionLost(settings, "signing in", e) : fault.hint("check ldap.username");
    }

    static Fault searching(LdapSettings settings, String base, LDAPException e) {
        var code = e.getResultCode();
        if (isConnection(code)) {
            return connectionLost(settings, "a search below \"" + base + "\"", e);
        }
        return Fault.of(
                        ExitCode.DIRECTORY,
                        "The search below \"" + base + "\" on " + settings.address() + " did not end whole: "
                                + inWords(e))
                .hint(searchHint(settings, code, base) + "; nothing was sent")
                .because(e);
    }

    private static String searchHint(LdapSettings settings, ResultCode code, String base) {
        return switch (code.intValue()) {
            case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE ->
                "raise the server's size limit for this account (OpenLDAP: limits dn.exact=… size=unlimited; 389:"
                        + " nsSizeLimit and nsPagedSizeLimit in the account's entry)"
                        + (settings.paged() ? "" : ", or set ldap.pagedSearch to true");
            case ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE ->
                "raise the server's time limit for this account (OpenLDAP: limits dn.exact=… time=unlimited; 389:"
                        + " nsTimeLimit in the account's entry), or index the attributes of the filter";
            case ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE ->
                "raise what the server allows this account (OpenLDAP: limits dn.exact=… size.pr=… size.prtotal=unlimited;"
                        + " 389: nsLookThroughLimit and nsPagedLookThroughLimit in the account's entry), or index the"
                        + " attributes of the filter";
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
                "there is no \"" + base + "\", or the account may not see it: check ldap.rootPath, sync.userPath and"
                        + " sync.groupPath";
            case ResultCode.REFERRAL_INT_VALUE ->
                "the server does not hold \"" + base + "\" itself: check ldap.rootPath, or ask the server that does";
            case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE -> "give the account the right to read there";
            case ResultCode.BUSY_INT_VALUE, ResultCode.UNAVAILABLE_INT_VALUE ->
                "try again when the server is less busy";
            case ResultCode.UNAVAILABLE_CRITICAL_EXTENSION_INT_VALUE ->
                "the server does not know paging: bwdc config ldap.pagedSearch false";
            default -> "ask the server's administrator what the code means";
        };
    }

    private static boolean isConnection(ResultCode code) {
        return code.equals(ResultCode.SERVER_DOWN)
                || code.equals(ResultCode.CONNECT_ERROR)
                || code.equals(ResultCode.TIMEOUT)
                || code.equals(ResultCode.DECODING_ERROR);
    }

    private static Fault connectionLost(LdapSettings settings, String during, LDAPException e) {
        var slow = e.getResultCode().equals(ResultCode.TIMEOUT);
        return Fault.of(
                        ExitCode.DIRECTORY,
                        settings.address()
                                + (slow ? " did not answer in time during " : " ended the connection during ") + during
                                + ".")
                .hint("try again; the server's log may say why. Nothing was sent")
                .because(e);
    }

    /** Why a server refuses something, as part of a sentence. */
    static String reason(LDAPException e) {
        if (e instanceof NotFollowed own) {
            return own.reason();
        }
        return e.getDiagnosticMessage() == null && e.getMessage() != null
                ? "the server does not tell enough: " + e.getMessage()
                : "the server answers " + inWords(e);
    }

    /** The code's name and number, and what the server says itself. */
    private static String inWords(LDAPException e) {
        var own = e.getDiagnosticMessage();
        return e.getResultCode().getName() + " (" + e.getResultCode().intValue() + ")"
                + (own == null || own.isBlank() ? "" : ", " + own.strip());
    }

    private static Throwable deepest(Throwable e) {
        @Nullable Throwable cause = e;
        var last = e;
        while (cause != null) {
            last = cause;
            cause = cause.getCause();
        }
        return last;
    }
}
