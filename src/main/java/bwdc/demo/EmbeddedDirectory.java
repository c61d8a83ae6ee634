package bwdc.demo;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Objects;

/** An LDAP directory on loopback with a sample company: the people and groups of {@code acme.ldif}. */
public final class EmbeddedDirectory implements AutoCloseable {
    /** The root of the tree. */
    public static final String ROOT = "dc=acme,dc=example";

    /** The account that syncs. */
    public static final String ACCOUNT = "cn=sync," + ROOT;

    public static final String PASSWORD = "demo-directory-password";

    private static final String TLS = "ldaps";

    private final InMemoryDirectoryServer server;

    private EmbeddedDirectory(InMemoryDirectoryServer server) {
        this.server = server;
    }

    /** Starts with the sample company. */
    public static EmbeddedDirectory start() {
        return start(ROOT, company());
    }

    /** Starts with the sample company, with encryption as well ({@link #tlsPort}). */
    public static EmbeddedDirectory start(EmbeddedCertificate certificate) {
        return start(ROOT, company(), Optional.of(certificate));
    }

    private static InputStream company() {
        return Objects.requireNonNull(EmbeddedDirectory.class.getResourceAsStream("acme.ldif"));
    }

    /** Starts with a tree of the caller's own, in LDIF form; the account that signs in must be in it. */
    public static EmbeddedDirectory start(String root, InputStream ldif) {
        return start(root, ldif, Optional.empty());
    }

    private static EmbeddedDirectory start(String root, InputStream ldif, Optional<EmbeddedCertificate> certificate) {
        try {
            var config = new InMemoryDirectoryServerConfig(root);
            config.setSchema(null);
            config.setListenerConfigs(listeners(certificate));
            var server = new InMemoryDirectoryServer(config);
            try (var reader = new LDIFReader(ldif)) {
                server.importFromLDIF(true, reader);
            }
            server.startListening();
            return new EmbeddedDirectory(server);
        } catch (LDAPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<InMemoryListenerConfig> listeners(Optional<EmbeddedCertificate> certificate)
            throws LDAPException {
        var here = InetAddress.getLoopbackAddress();
        List<InMemoryListenerConfig> listeners = new ArrayList<>();
        listeners.add(InMemoryListenerConfig.createLDAPConfig("ldap", here, 0, null));
        if (certificate.isPresent()) {
            listeners.add(InMemoryListenerConfig.createLDAPSConfig(
                    TLS, here, 0, certificate.get().sockets(), null));
        }
        return listeners;
    }

    public int tlsPort() {
        return server.getListenPort(TLS);
    }

    public int port() {
        return server.getListenPort();
    }

    /** Adds an entry in LDIF form. */
    void add(String... ldif) {
        try {
            server.add(ldif);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    void addMember(String group, String person) {
        member(ModificationType.ADD, group, person);
    }

    void removeMember(String group, String person) {
        member(ModificationType.DELETE, group, person);
    }

    private void member(ModificationType type, String group, String person) {
        modify("cn=" + group + ",ou=groups," + ROOT, new Modification(type, "member", personDn(person)));
    }

    /** Disables an account the way Active Directory does. */
    void disable(String person) {
        modify(personDn(person), new Modification(ModificationType.REPLACE, "userAccountControl", "514"));
    }

    /** Takes that back. */
    void enable(String person) {
        modify(personDn(person), new Modification(ModificationType.REPLACE, "userAccountControl", "512"));
    }

    private void modify(String dn, Modification change) {
        try {
            server.modify(dn, change);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    static String personDn(String person) {
        return "uid=" + person + ",ou=people," + ROOT;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
