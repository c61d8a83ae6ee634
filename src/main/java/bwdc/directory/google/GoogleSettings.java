package bwdc.directory.google;

import bwdc.directory.cloud.Endpoint;
import bwdc.directory.cloud.PrivateKeys;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.secret.Secret;
import bwdc.settings.GoogleKeyFile;
import bwdc.settings.Settings;
import bwdc.settings.Spelling;
import java.net.URI;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * Which account is read, as whom.
 *
 * @param clientEmail the service account
 * @param clientId its number in the Admin console, if known
 * @param adminUser the administrator as whom it acts
 * @param domain reads one domain only
 * @param customer reads all domains of the account
 * @param derivedMembers whether groups tell the members of the groups in them as well
 */
record GoogleSettings(
        String clientEmail,
        Optional<String> clientId,
        PrivateKey key,
        String adminUser,
        Optional<String> domain,
        Optional<String> customer,
        URI tokenUrl,
        URI apiUrl,
        boolean derivedMembers) {
    /** What the service account must be allowed to see, in the order of the reference. */
    static final String SCOPES = "https://www.googleapis.com/auth/admin.directory.user.readonly"
            + " https://www.googleapis.com/auth/admin.directory.group.readonly"
            + " https://www.googleapis.com/auth/admin.directory.group.member.readonly";

    /** Where assertions are sent, and whom they are made for even when they are sent by way of a proxy. */
    static final String TOKEN_URL = "https://oauth2.googleapis.com/token";

    private static final String API_URL = "https://admin.googleapis.com";

    static GoogleSettings of(Settings settings) {
        var secret = settings.secret("gsuite.privateKey").orElseThrow(() -> incomplete("gsuite.privateKey"));
        var file = GoogleKeyFile.of(secret);
        var domain = settings.text("gsuite.domain").map(Spelling::trim);
        var customer = settings.text("gsuite.customer").map(Spelling::trim);
        if (domain.isEmpty() && customer.isEmpty()) {
            throw incomplete("gsuite.domain");
        }
        return new GoogleSettings(
                clientEmail(settings, file),
                settings.text("gsuite.clientId").map(Spelling::trim).or(file::clientId),
                rsa(file.key()),
                settings.text("gsuite.adminUser").map(Spelling::trim).orElseThrow(() -> incomplete("gsuite.adminUser")),
                domain,
                customer,
                Endpoint.of(settings, "gsuite.tokenUrl", TOKEN_URL),
                Endpoint.of(settings, "gsuite.apiUrl", API_URL),
                settings.flag("gsuite.derivedMembers"));
    }

    private static String clientEmail(Settings settings, GoogleKeyFile file) {
        var named = settings.text("gsuite.clientEmail").map(Spelling::trim);
        var ofKey = file.clientEmail();
        if (named.isPresent() && ofKey.isPresent() && !named.get().equalsIgnoreCase(ofKey.get())) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "The key file is of " + ofKey.get() + ", and gsuite.clientEmail is " + named.get() + ".")
                    .hint("bwdc config gsuite.clientEmail " + ofKey.get());
        }
        return named.or(() -> ofKey).orElseThrow(() -> incomplete("gsuite.clientEmail"));
    }

    private static PrivateKey rsa(Secret pem) {
        var key = PrivateKeys.parse(pem, "gsuite.privateKey");
        if (!key.getAlgorithm().equals("RSA")) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "The key of gsuite.privateKey is no RSA key, as those of service accounts are.")
                    .hint(GoogleKeyFile.REMEDY);
        }
        return key;
    }

    private static Fault incomplete(String setting) {
        return Fault.of(ExitCode.SETTINGS, "Directory configuration incomplete.")
                .hint(setting + " is not set; `bwdc config --check` lists everything that is missing");
    }

    Extent extent() {
        return new Extent(domain, customer);
    }

    /** Who the Admin console is to be told of. */
    String client() {
        return clientId.map(id -> "the client ID " + id + " (" + clientEmail + ")")
                .orElse("the client ID of " + clientEmail
                        + " (its \"Unique ID\" under IAM & Admin, Service accounts in the Google Cloud console)");
    }
}
