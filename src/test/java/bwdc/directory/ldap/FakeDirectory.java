package bwdc.directory.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A directory in memory that answers as Active Directory does where a real server here cannot: entries without a schema,
 * and members in ranges of at most 1,500.
 */
final class FakeDirectory implements AutoCloseable {
    private static final int RANGE = 1500;

    private final InMemoryDirectoryServer server;

    FakeDirectory(String root) {
        try {
            var config = new InMemoryDirectoryServerConfig(root);
            config.setSchema(null);
            config.setGenerateOperationalAttributes(false);
            config.addAdditionalBindCredentials("cn=admin," + root, "admin");
            config.addAdditionalBindCredentials("cn=admin,dc=bench,dc=example", "admin");
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
            config.addInMemoryOperationInterceptor(new Ranges());
            server = new InMemoryDirectoryServer(config);
            server.startListening();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getListenPort();
    }

    void add(String ldif) {
        try {
            for (var entry : ldif.strip().split("\n\n", -1)) {
                server.add(entry.split("\n", -1));
            }
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(Entry entry) {
        try {
            server.add(entry);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds the entries of a file, parents first. */
    void add(Path file) {
        List<Entry> entries = new ArrayList<>();
        try (var reader = new LDIFReader(file.toFile())) {
            Entry entry;
            while ((entry = reader.readEntry()) != null) {
                entries.add(entry);
            }
        } catch (LDIFException | IOException e) {
            throw new IllegalStateException(e);
        }
        entries.sort(Comparator.comparingInt(
                entry -> entry.getDN().length() - entry.getDN().replace(",", "").length()));
        entries.forEach(this::add);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    /** Cuts {@code member} into ranges, whether the client asks for them or not. */
    private final class Ranges extends InMemoryOperationInterceptor {
        @Override
        public void processSearchEntry(InMemoryInterceptedSearchEntry intercepted) {
            var asked = intercepted.getRequest().getAttributeList().stream()
                    .filter(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("member"))
                    .findFirst();
            var members = members(intercepted.getSearchEntry().getDN());
            if (asked.isEmpty() || members.length <= RANGE && !asked.get().contains(";")) {
                return;
            }
            int from = asked.get().contains("range=")
                    ? Integer.parseInt(asked.get().replaceAll("^.*range=([0-9]+)-.*$", "$1"))
                    : 0;
            int to = Math.min(from + RANGE, members.length);
            var entry = intercepted.getSearchEntry().duplicate();
            entry.removeAttribute("member");
            // Active Directory gives the plain attribute as well, without values.
            entry.addAttribute(new Attribute(
                    "member;range=" + from + "-" + (to == members.length ? "*" : Integer.toString(to - 1)),
                    java.util.Arrays.copyOfRange(members, from, to)));
            intercepted.setSearchEntry(entry);
        }

        private String[] members(String dn) {
            try {
                var values = server.getEntry(dn).getAttributeValues("member");
                return values == null ? new String[0] : values;
            } catch (LDAPException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
