package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.ldap.RandomChanges.Form;
import bwdc.testkit.Ds389;
import bwdc.testkit.Slapd;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads that go by what the server tells of changes find what a read of everything finds, whatever changes. */
class ContentSyncTest {
    private static final int ROUNDS = 40;

    private static final String OUTSIDE = """

            dn: ou=outside,dc=bench,dc=example
            objectClass: organizationalUnit
            ou: outside
            """ + someUsers();

    private static String someUsers() {
        var users = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            users.append(Ldap.user("early" + i, "l: berlin"));
        }
        return users.toString();
    }

    static Slapd slapd(String log) {
        List<String> lines =
                new ArrayList<>(List.of("index entryCSN,entryUUID eq", "overlay ppolicy", "overlay syncprov"));
        if (!log.isEmpty()) {
            lines.add("syncprov-sessionlog " + log);
        }
        return Slapd.start(Slapd.Options.of(Ldap.BASE + OUTSIDE)
                .global("moduleload syncprov", "moduleload ppolicy")
                .database(lines.toArray(String[]::new)));
    }

    /** Without a session log, with one that is too small now and then, and with one that is long enough. */
    @ParameterizedTest
    @CsvSource({"'',auto,1", "'',entryUUID,2", "3,auto,3", "1000,auto,4", "1000,entryUUID,5"})
    void openLdap(String log, String externalId, long seed) throws LDAPException {
        try (var slapd = slapd(log);
                var connection = new LDAPConnection("127.0.0.1", slapd.port(), Slapd.ADMIN, "admin")) {
            var ldap = Ldap.on(slapd.port())
                    .with("ldap.externalId", externalId)
                    .with("ldap.disabledBy", "pwdAccountLockedTime")
                    .with("sync.userFilter", "(l=berlin)");
            random(
                    new Reader(ldap),
                    new RandomChanges(
                            connection, new Random(seed), Form.usual("pwdAccountLockedTime", "000001010000Z")),
                    ROUNDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nsUniqueId"})
    void ds389(String externalId) throws LDAPException {
        var server = Ds389.shared();
        server.empty();
        server.change(Ldap.BASE + OUTSIDE);
        try (var connection = new LDAPConnection("127.0.0.1", server.port(), Ds389.ADMIN, Ds389.PASSWORD)) {
            var ldap = Ldap.on(server.port())
                    .with("ldap.username", Ds389.ADMIN)
                    .with("ldap.password", Ds389.PASSWORD)
                    .with("ldap.externalId", externalId)
                    .with("ldap.disabledBy", "nsAccountLock")
                    .with("sync.userFilter", "(l=berlin)");
            random(
                    new Reader(ldap),
                    new RandomChanges(connection, new Random(6), Form.usual("nsAccountLock", "TRUE")),
                    ROUNDS / 2);
        }
    }

    static void random(Reader reader, RandomChanges changes, int rounds) {
        var picture = Picture.of(reader.next());
        int followed = 0;
        for (int round = 0; round < rounds; round++) {
            changes.done().clear();
            for (int i = 0; i < 1 + round % 5; i++) {
                changes.one();
            }
            var snapshot = reader.next();
            followed += snapshot.full() ? 0 : 1;
            var whole = Picture.of(reader.whole());
            assertThat(picture.then(snapshot).toString())
                    .as("round %d: %s%n%s", round, changes.done(), reader.ways())
                    .isEqualTo(whole.toString());
        }
        assertThat(followed).isGreaterThan(rounds / 2);
    }

    @Test
    void nothingIsReadWhereNothingChanged() throws LDAPException {
        try (var slapd = slapd("100")) {
            slapd.change(Ldap.user("ann", "l: berlin").replaceFirst("\nobject", "\nchangetype: add\nobject"));
            var reader = new Reader(Ldap.on(slapd.port()));
            reader.next();
            var before = reader.cursor();
            var snapshot = reader.attempt();
            assertThat(snapshot.full()).isFalse();
            assertThat(snapshot.users()).isEmpty();
            assertThat(snapshot.next()).isEqualTo(before);
            assertThat(reader.ways()).containsExactly("read what changed, by content synchronization: 0 entries");
        }
    }

    /** People in two places, and groups that name them by uid. */
    @Test
    void byUidAndInSeveralPlaces() {
        try (var slapd = slapd("100")) {
            var reader = new Reader(Ldap.on(slapd.port())
                    .with("sync.userPath", "ou=people;ou=outside")
                    .with("sync.groupObjectClass", "posixGroup")
                    .with("sync.memberAttribute", "memberUid"));
            slapd.change("""
                    dn: cn=posix,ou=groups,dc=bench,dc=example
                    changetype: add
                    objectClass: posixGroup
                    cn: posix
                    gidNumber: 1
                    memberUid: early1
                    memberUid: EARLY2
                    memberUid: late
                    """);
            var picture = Picture.of(reader.next());
            for (var change : List.of(
                    Ldap.user("late").replace("objectClass", "changetype: add\nobjectClass"),
                    "dn: " + Ldap.person("early1") + "\nchangetype: modrdn\nnewrdn: uid=other\ndeleteoldrdn: 1\n",
                    "dn: " + Ldap.person("early2") + "\nchangetype: modrdn\nnewrdn: uid=early2\ndeleteoldrdn: 1\n"
                            + "newsuperior: ou=outside,dc=bench,dc=example\n",
                    "dn: uid=early2,ou=outside,dc=bench,dc=example\nchangetype: delete\n",
                    "dn: cn=posix,ou=groups,dc=bench,dc=example\nchangetype: modify\nadd: memberUid\nmemberUid: Other\n")) {
                slapd.change(change);
                var snapshot = reader.next();
                assertThat(snapshot.full()).as(change + reader.ways()).isFalse();
                assertThat(picture.then(snapshot).toString())
                        .as(change)
                        .isEqualTo(Picture.of(reader.whole()).toString());
            }
        }
    }
}
