package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.ldap.RandomChanges.Form;
import bwdc.testkit.SambaDomain;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirSyncTest {
    private static SambaDomain domain;

    @BeforeAll
    static void start() {
        domain = SambaDomain.start();
    }

    @AfterAll
    static void stop() {
        if (domain != null) {
            domain.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void whateverChanges(long seed) throws LDAPException {
        var root = "OU=Random" + seed + "," + SambaDomain.ROOT;
        domain.change("dn: " + root + "\nobjectClass: organizationalUnit\n");
        for (var unit : new String[] {"people", "groups", "outside"}) {
            domain.change("dn: OU=" + unit + "," + root + "\nobjectClass: organizationalUnit\n");
        }
        try (var connection = domain.connect()) {
            var ldap = Ldap.activeDirectory(domain)
                    .with("sync.userPath", "OU=people," + root)
                    .with("sync.groupPath", "OU=groups," + root)
                    .with("sync.userFilter", "(l=berlin)");
            ContentSyncTest.random(
                    new Reader(ldap), new RandomChanges(connection, new Random(seed), Form.activeDirectory(root)), 40);
        }
    }
}
