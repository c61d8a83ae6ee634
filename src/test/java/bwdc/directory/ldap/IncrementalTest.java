package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.groups;
import static bwdc.directory.ldap.Ldap.mails;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Cursor;
import bwdc.testkit.Slapd;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incremental reads by {@code modifyTimestamp}: nothing is lost and nothing comes twice. */
class IncrementalTest {
    private Slapd slapd;
    private Ldap ldap;

    @BeforeEach
    void start() {
        slapd = Slapd.start(Slapd.Options.of(BASE + user("ann") + user("bob") + group("staff", person("ann"))));
        ldap = Ldap.on(slapd.port()).with("sync.revisionDateAttribute", "modifyTimestamp");
    }

    @AfterEach
    void stop() {
        slapd.close();
    }

    private void rename(String uid, String mail) {
        slapd.change("dn: " + person(uid) + "\nchangetype: modify\nreplace: mail\nmail: " + mail + "\n");
    }

    @Test
    void aReadRightAfterAnotherFindsNothing() {
        var first = ldap.readAll();
        assertThat(first.full()).isTrue();
        assertThat(mails(first)).containsExactly("ann@bench.example", "bob@bench.example");
        var second = ldap.readSince(Instant.now(), first.next());
        assertThat(second.full()).isFalse();
        assertThat(second.users()).isEmpty();
        assertThat(second.groups()).isEmpty();
        assertThat(second.next()).isEqualTo(first.next());
    }

    @Test
    void aChangeInTheSameSecondIsSeenOnce() {
        // Every pair of read and change falls into the same second most of the time, and both have to be right always.
        var cursor = ldap.readAll().next();
        for (int i = 0; i < 10; i++) {
            rename("bob", "bob" + i + "@bench.example");
            var changed = ldap.readSince(Instant.now(), cursor);
            assertThat(mails(changed)).containsExactly("bob" + i + "@bench.example");
            assertThat(groups(changed)).containsExactly("staff: uid=ann");
            assertThat(ldap.readSince(Instant.now(), changed.next()).users()).isEmpty();
            cursor = changed.next();
        }
    }

    @Test
    void theClockOfThisMachineDoesNotMatter() {
        var cursor = ldap.readAll().next();
        rename("bob", "late@bench.example");
        for (var off : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
            assertThat(mails(ldap.readSince(Instant.now().plus(off), cursor))).containsExactly("late@bench.example");
        }
    }

    @Test
    void aChangedGroupBringsAllGroups() {
        slapd.change("dn: cn=more,ou=groups,dc=bench,dc=example\nchangetype: add\nobjectClass: groupOfNames\ncn: more\n"
                + "member: " + person("bob") + "\n");
        var cursor = ldap.readAll().next();
        slapd.change("dn: cn=more,ou=groups,dc=bench,dc=example\nchangetype: modify\nadd: member\nmember: "
                + person("ann") + "\n");
        var changed = ldap.readSince(Instant.now(), cursor);
        assertThat(changed.users()).isEmpty();
        assertThat(groups(changed)).containsExactly("staff: uid=ann", "more: uid=bob uid=ann");
    }

    @Test
    void everythingIsReadWithoutACursorOrWithOtherSettings() {
        var cursor = ldap.readAll().next();
        assertThat(ldap.readSince(Instant.now(), Cursor.NONE).full()).isTrue();
        var narrower = ldap.with("sync.userFilter", "(uid=ann)").readSince(Instant.now(), cursor);
        assertThat(narrower.full()).isTrue();
        assertThat(mails(narrower)).containsExactly("ann@bench.example");
    }
}
