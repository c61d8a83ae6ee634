package bwdc.directory.ldap;

import bwdc.directory.Diagnosis;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What protects a connection, and until when. */
final class TlsExamination {
    private static final Duration SOON = Duration.ofDays(30);

    private final Instant now;

    TlsExamination(Instant now) {
        this.now = now;
    }

    void of(SSLSession session, LdapSettings settings, List<Diagnosis.Fact> facts, List<Diagnosis.Advice> advice) {
        facts.add(new Diagnosis.Fact(
                "connection",
                "encryption",
                List.of(session.getProtocol(), session.getCipherSuite()),
                settings.encryption() == LdapSettings.Encryption.START_TLS ? "StartTLS" : "ldaps"));
        if (!settings.verifyCertificate()) {
            advice.add(new Diagnosis.Advice(
                    "Certificates are not checked, so anybody can pose as the server: bwdc config"
                            + " ldap.sslAllowUnauthorized false",
                    false));
        }
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                certificate(certificate, facts, advice);
            }
        } catch (SSLPeerUnverifiedException e) {
            facts.add(new Diagnosis.Fact("connection", "certificate", List.of("none"), ""));
        }
    }

    private void certificate(X509Certificate certificate, List<Diagnosis.Fact> facts, List<Diagnosis.Advice> advice) {
        var end = certificate.getNotAfter().toInstant();
        facts.add(new Diagnosis.Fact("connection", "certificate", names(certificate), ""));
        facts.add(new Diagnosis.Fact("connection", "expires", List.of(end.toString()), ""));
        if (end.isBefore(now.plus(SOON))) {
            advice.add(new Diagnosis.Advice("The server's certificate expires on " + end + ": renew it", false));
        }
    }

    /** Its subject, and the names that it is good for. */
    private static List<String> names(X509Certificate certificate) {
        List<String> names =
                new ArrayList<>(List.of(certificate.getSubjectX500Principal().getName()));
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(each -> names.add(String.valueOf(each.get(1))));
            }
        } catch (CertificateParsingException e) {
            names.add("(its other names cannot be read)");
        }
        return names;
    }
}
