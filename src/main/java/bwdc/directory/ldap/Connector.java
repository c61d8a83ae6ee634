package bwdc.directory.ldap;

import bwdc.fault.Fault;
import bwdc.http.Trust;
import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * Opens a connection to one server and signs in. A connection that ends is never opened again on the way: what follows would run
 * without the sign-in, or without encryption.
 */
final class Connector {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final LdapSettings settings;
    private final Trust trust;
    private final Duration patience;
    private final Duration answerLimit;
    private final Consumer<String> debug;

    /**
     * A connector to the server of the settings.
     *
     * @param patience how long the server may be silent until the account is signed in
     * @param answerLimit how long afterwards
     */
    Connector(LdapSettings settings, Trust trust, Duration patience, Duration answerLimit, Consumer<String> debug) {
        this.settings = settings;
        this.trust = trust;
        this.patience = patience;
        this.answerLimit = answerLimit;
        this.debug = debug;
    }

    LDAPConnection open() {
        var connection = connect();
        try {
            debug.accept("signing in to " + settings.address() + " as " + settings.username());
            connection.bind(request());
            connection.getConnectionOptions().setResponseTimeoutMillis(answerLimit.toMillis());
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw LdapFaults.signingIn(settings, e);
        } catch (Fault fault) {
            connection.close();
            throw fault;
        }
    }

    private BindRequest request() throws LDAPException {
        return switch (settings.signIn()) {
            case SignIn.Simple simple ->
                new SimpleBindRequest(simple.username(), simple.password().reveal());
            // An empty name, not none: OpenLDAP would ask for it otherwise.
            case SignIn.External _ -> new EXTERNALBindRequest("");
            case SignIn.Kerberos kerberos -> new KerberosSignIn(kerberos, settings).request();
        };
    }

    private LDAPConnection connect() {
        debug.accept("connecting to " + settings.address());
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) CONNECT_LIMIT.toMillis());
        options.setResponseTimeoutMillis(patience.toMillis());
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        try {
            return switch (settings.encryption()) {
                case NONE -> new LDAPConnection(options, settings.host(), settings.port());
                case LDAPS -> new LDAPConnection(sockets(), options, settings.host(), settings.port());
                case START_TLS -> startTls(new LDAPConnection(options, settings.host(), settings.port()));
            };
        } catch (LDAPException e) {
            throw LdapFaults.connecting(settings, e);
        }
    }

    private LDAPConnection startTls(LDAPConnection connection) throws LDAPException {
        try {
            var result = connection.processExtendedOperation(new StartTLSExtendedRequest(sockets()));
            if (!result.getResultCode().equals(com.unboundid.ldap.sdk.ResultCode.SUCCESS)) {
                throw new LDAPException(result);
            }
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    private CheckedSockets sockets() {
        var context = Trust.context(keys(), trustManager());
        return new CheckedSockets(context.getSocketFactory(), settings.host(), settings.verifyCertificate());
    }

    private X509TrustManager trustManager() {
        if (!settings.verifyCertificate()) {
            return new TrustEverybody();
        }
        return settings.caFile()
                .map(file -> Trust.only(
                        file,
                        settings.encryption() == LdapSettings.Encryption.LDAPS ? "ldap.sslCaPath" : "ldap.tlsCaPath"))
                .orElseGet(trust::manager);
    }

    private KeyManager[] keys() {
        if (settings.certificateFile().isEmpty() || settings.keyFile().isEmpty()) {
            return new KeyManager[0];
        }
        return ClientCertificate.keys(
                settings.certificateFile().get(), settings.keyFile().get());
    }
}
