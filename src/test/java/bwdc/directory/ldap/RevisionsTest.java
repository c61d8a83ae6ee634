package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.groups;
import static bwdc.directory.ldap.Ldap.mails;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Cursor;
import bwdc.directory.ReadRequest;
import bwdc.testkit.Slapd;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Incremental reads of a directory in which everything changed long ago. */
class RevisionsTest {
    private static final String LONG_AGO = "modifyTimestamp: 20260101120000Z";

    private Slapd slapd;
    private Ldap ldap;

    @BeforeEach
    void start() {
        slapd = Slapd.start(Slapd.Options.of(BASE
                + user("ann", LONG_AGO)
                + user("bob", LONG_AGO)
                + user("cid", LONG_AGO)
                + group("staff", person("ann")).stripTrailing()
                + "\n"
                + LONG_AGO
                + "\n"
                + group("other", person("bob")).stripTrailing()
                + "\n"
                + LONG_AGO
                + "\n"));
        ldap = Ldap.on(slapd.port()).with("sync.revisionDateAttribute", "modifyTimestamp");
    }

    @AfterEach
    void stop() {
        slapd.close();
    }

    private void changeUser(String uid) {
        slapd.change(
                "dn: " + person(uid) + "\nchangetype: modify\nreplace: mail\nmail: new." + uid + "@bench.example\n");
    }

    @Test
    void oneChangeDoesNotBringBackWhatIsOld() {
        var cursor = ldap.readAll().next();
        // Ann comes first: what follows is old by her time, and known all the same.
        changeUser("ann");
        assertThat(mails(ldap.readSince(Instant.now(), cursor))).containsExactly("new.ann@bench.example");
    }

    @Test
    void oneRemovedMemberDoesNotHideBehindOldGroups() {
        var cursor = ldap.readAll().next();
        slapd.change("dn: cn=staff,ou=groups,dc=bench,dc=example\nchangetype: modify\nreplace: member\nmember: "
                + person("cid") + "\n");
        var changed = ldap.readSince(Instant.now(), cursor);
        assertThat(changed.users()).isEmpty();
        assertThat(groups(changed)).containsExactly("staff: uid=cid", "other: uid=bob");
        var next = ldap.readSince(Instant.now(), changed.next());
        assertThat(next.users()).isEmpty();
        assertThat(next.groups()).isEmpty();
    }

    @Test
    void changesOfSeveralRunsAreSeenOnceEach() {
        var cursor = ldap.readAll().next();
        for (var uid : new String[] {"cid", "ann", "bob"}) {
            changeUser(uid);
            var changed = ldap.readSince(Instant.now(), cursor);
            assertThat(mails(changed)).containsExactly("new." + uid + "@bench.example");
            assertThat(changed.groups()).hasSize(2);
            cursor = changed.next();
        }
        assertThat(ldap.readSince(Instant.now(), cursor).users()).isEmpty();
    }

    @Test
    void aRunThatFailedIsRepeatedFromTheSameCursor() {
        var cursor = ldap.readAll().next();
        changeUser("ann");
        ldap.readSince(Instant.now(), cursor);
        changeUser("bob");
        assertThat(mails(ldap.readSince(Instant.now(), cursor)))
                .containsExactly("new.ann@bench.example", "new.bob@bench.example");
    }

    @Test
    void groupsSwitchedOnLaterAreAllRead() {
        var cursor = ldap.with("sync.groups", "false").readAll().next();
        var changed = ldap.with("sync.groups", "true").readSince(Instant.now(), cursor);
        assertThat(groups(changed)).containsExactly("staff: uid=ann", "other: uid=bob");
    }

    @Test
    void groupsAloneAreReadIncrementally() {
        ldap.with("sync.users", "false");
        var first = ldap.readAll();
        assertThat(groups(first)).containsExactly("staff: uid=ann", "other: uid=bob");
        assertThat(ldap.readSince(Instant.now(), first.next()).groups()).isEmpty();
        changeUser("ann");
        assertThat(ldap.readSince(Instant.now(), first.next()).groups()).isEmpty();
    }

    @Test
    void aPartThatWasNeverSyncedIsReadWhole() {
        var cursor = ldap.readAll().next();
        var request =
                new ReadRequest(false, false, Optional.of(Instant.now()), Optional.empty(), cursor, entries -> {});
        var snapshot = ldap.read(request);
        assertThat(snapshot.users()).isEmpty();
        assertThat(groups(snapshot)).containsExactly("staff: uid=ann", "other: uid=bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "AAAAAAAAAAA="})
    void aSpoiledCursorRepeatsButLosesNothing(String seen) {
        var values = new HashMap<>(ldap.readAll().next().values());
        values.put("ldap.seen", seen);
        changeUser("cid");
        var snapshot = ldap.readSince(Instant.now(), new Cursor(values));
        assertThat(mails(snapshot)).containsExactly("ann@bench.example", "bob@bench.example", "new.cid@bench.example");
        values.put("ldap.latest", "yesterday");
        assertThat(mails(ldap.readSince(Instant.parse("2026-01-01T12:00:00Z"), new Cursor(values))))
                .contains("new.cid@bench.example");
    }
}
