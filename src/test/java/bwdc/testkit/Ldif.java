package bwdc.testkit;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Changes of a directory, written as LDIF. */
final class Ldif {
    /** How to sign in to a server. */
    interface Opener {
        LDAPConnection open() throws LDAPException;
    }

    private Ldif() {}

    /** Carries out LDIF change records, one after another; an entry as it stands is added. */
    static void apply(Opener server, String ldif) {
        try (var connection = server.open();
                var reader = new LDIFReader(new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)))) {
            var record = reader.readChangeRecord(true);
            while (record != null) {
                record.processChange(connection);
                record = reader.readChangeRecord(true);
            }
        } catch (LDAPException | LDIFException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
