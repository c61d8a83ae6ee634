package bwdc.http;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts the problems below HTTP into words. */
final class Failures {
    private final URI uri;
    private final Optional<String> proxy;
    private final ExitCode code;

    Failures(URI uri, Optional<String> proxy, ExitCode code) {
        this.uri = uri;
        this.proxy = proxy;
        this.code = code;
    }

    private Fault fault(String problem, String hint) {
        return Fault.of(code, "Cannot reach " + server() + ": " + problem).hint(hint);
    }

    private String server() {
        return uri.getScheme() + "://" + uri.getRawAuthority()
                + proxy.map(name -> " through the proxy " + name).orElse("");
    }

    /** The command that shows its address. */
    private String setting() {
        return code == ExitCode.DIRECTORY ? "`bwdc config`" : "`bwdc config server`";
    }

    Fault slow(Duration limit) {
        return fault(
                "no whole answer within " + limit.toSeconds() + " seconds",
                "is the server overloaded, or does a firewall swallow the connection?");
    }

    Fault of(IOException e) throws Broken {
        if (cause(e, Fault.class) instanceof Fault own) {
            throw own;
        }
        if (e instanceof HttpConnectTimeoutException) {
            return fault(
                            "it does not answer",
                            "check the address, firewalls, and whether a proxy is needed (HTTPS_PROXY)")
                    .because(e);
        }
        if (cause(e, UnresolvedAddressException.class) != null || cause(e, UnknownHostException.class) != null) {
            var name = proxy.orElse(uri.getHost());
            return fault(
                            "the name " + name + " is not known",
                            "check the spelling (" + setting() + ") and this machine's DNS")
                    .because(e);
        }
        if (cause(e, SSLException.class) instanceof SSLException tls) {
            return tls(tls);
        }
        if (e instanceof ConnectException) {
            return fault("connection refused", "is the server up, and the port right? " + setting() + " shows it")
                    .because(e);
        }
        if (proxy.isPresent()
                && (message(e).contains("407")
                        || message(e).contains("too many authentication attempts")
                        || message(e).contains("too many retries"))) {
            return fault(
                            "the proxy refuses its user or password",
                            "write them into HTTPS_PROXY: http://user:password@proxy:3128")
                    .because(e);
        }
        throw new Broken(fault(
                        "the connection broke off (" + e.getMessage() + ")",
                        "try again; the server or" + " something on the way ended it")
                .because(e));
    }

    private Fault tls(SSLException e) throws Broken {
        if (cause(e, CertificateNotYetValidException.class) != null) {
            return fault("its certificate is not valid yet", "is this machine's clock right?")
                    .because(e);
        }
        if (cause(e, CertificateExpiredException.class) != null) {
            return fault("its certificate has expired", "renew it, or check this machine's clock")
                    .because(e);
        }
        var text = message(e);
        if (text.contains("path building failed")
                || text.contains("path validation failed")
                || text.contains("certification path")
                || text.contains("trust anchor")) {
            return fault(
                            "its certificate is from an authority that this machine does not know",
                            "name the authority's PEM file with BWDC_CA_FILE")
                    .because(e);
        }
        if (cause(e, CertificateException.class) instanceof CertificateException certificate) {
            return fault(
                            "its certificate is not for this name (" + certificate.getMessage() + ")",
                            "use the name that the certificate was made for")
                    .because(e);
        }
        if (text.contains("unrecognized ssl message")) {
            return fault("it does not speak TLS on this port", "http:// instead of https://, or another port?")
                    .because(e);
        }
        throw new Broken(fault("the encrypted connection failed (" + e.getMessage() + ")", "try again")
                .because(e));
    }

    private static String message(Throwable e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
