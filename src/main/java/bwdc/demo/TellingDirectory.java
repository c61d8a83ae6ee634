package bwdc.demo;

import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** An {@link EmbeddedDirectory} that tells of changes as OpenLDAP does (RFC 4533). */
public final class TellingDirectory implements AutoCloseable {
    private final EmbeddedDirectory directory;
    private final LDAPListener listener;
    private final AtomicInteger changes = new AtomicInteger();

    private TellingDirectory(EmbeddedDirectory directory) throws IOException {
        this.directory = directory;
        var config = new LDAPListenerConfig(0, new TellingHandler(this::connect, directory.port(), changes::get));
        config.setListenAddress(InetAddress.getLoopbackAddress());
        listener = new LDAPListener(config);
        listener.startListening();
    }

    /** Tells of changes of another one, which goes on by itself. */
    public static TellingDirectory of(EmbeddedDirectory directory) {
        try {
            return new TellingDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getListenPort();
    }

    /** Changes an entry. */
    public void change(String dn, Modification modification) {
        try (var connection = connect()) {
            connection.modify(dn, modification);
            changes.incrementAndGet();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", directory.port(), EmbeddedDirectory.ACCOUNT, EmbeddedDirectory.PASSWORD);
    }

    @Override
    public void close() {
        listener.shutDown(true);
    }
}
