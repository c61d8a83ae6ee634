package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import com.unboundid.ldap.sdk.LDAPConnection;
import java.util.HashMap;
import java.util.List;

/**
 * The one server that a whole read is made from.
 *
 * @param settings with its name and port
 * @param warnings sentences about servers that come before it and could not be used
 */
record ChosenServer(LDAPConnection connection, LdapSettings settings, List<String> warnings) implements AutoCloseable {
    private static final String HOST = "ldap.host";

    /** The host that an earlier read was made from, empty when it did not matter. */
    static String last(Cursor before) {
        return before.values().getOrDefault(HOST, "");
    }

    /** What the next read has to know, with the server for which it counts where that is a choice of DNS. */
    Cursor remembered(Cursor next) {
        if (next.values().isEmpty() || settings.servers() instanceof Servers.Listed) {
            return next;
        }
        var values = new HashMap<>(next.values());
        values.put(HOST, settings.host());
        return next.with(values);
    }

    @Override
    public void close() {
        connection.close();
    }
}
