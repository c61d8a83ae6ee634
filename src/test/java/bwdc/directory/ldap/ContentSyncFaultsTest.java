package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.directory.Cursor;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Cutter;
import bwdc.testkit.Ds389;
import bwdc.testkit.Slapd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with what is remembered or told of changes, everything is read, or nothing. */
class ContentSyncFaultsTest {
    private static Slapd slapd;

    @BeforeAll
    static void start() {
        slapd = Slapd.start(Slapd.Options.of(
                        Ldap.BASE + Ldap.user("ann") + Ldap.user("bob") + Ldap.group("staff", Ldap.person("ann")))
                .global("moduleload syncprov")
                .database("overlay syncprov", "index entryCSN,entryUUID eq"));
    }

    @AfterAll
    static void stop() {
        if (slapd != null) {
            slapd.close();
        }
    }

    private static void change(String mail) {
        slapd.change("dn: " + Ldap.person("ann") + "\nchangetype: modify\nreplace: mail\nmail: " + mail + "\n");
    }

    /** Another text of the same length in place of one, with the right sum. */
    private static Cursor with(Cursor cursor, String one, String other) {
        var text = new String(cursor.memory().get().orElseThrow(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(one);
        var bytes = text.replace(one, other).getBytes(StandardCharsets.ISO_8859_1);
        var sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int) sum.getValue());
        return new Cursor(cursor.values(), () -> Optional.of(bytes));
    }

    /** From the future, of another server, and none at all. */
    @ParameterizedTest
    @CsvSource({
        "csn=20,csn=21,consumer state is newer than provider",
        "'rid=000,csn','localhost:48',it gives no cookie",
        "'rid=000,csn','xxxxxxxxxxx',it gives no cookie"
    })
    void aCookieThatTheServerDoesNotKnowLeadsToAReadOfEverything(String part, String other, String reason) {
        var reader = new Reader(Ldap.on(slapd.port()));
        reader.next();
        reader.keep(with(reader.cursor(), part, (other + "            ").substring(0, part.length())));
        change("ann" + other.length() + "@bench.example");
        var snapshot = reader.next();
        assertThat(reader.ways())
                .singleElement()
                .asString()
                .contains("reads everything")
                .contains(reason);
        assertThat(snapshot.full()).isTrue();
        assertThat(reader.next().full()).isFalse();
    }

    @Test
    void ofDs389Too() {
        var server = Ds389.shared();
        server.empty();
        server.change(Ldap.BASE + Ldap.user("ann"));
        var reader = new Reader(
                Ldap.on(server.port()).with("ldap.username", Ds389.ADMIN).with("ldap.password", Ds389.PASSWORD));
        reader.next();
        assertThat(reader.attempt().full()).isFalse();
        reader.keep(with(reader.cursor(), "localhost:", "elsewhere:"));
        assertThat(reader.attempt().full()).isTrue();
        assertThat(reader.ways()).singleElement().asString().contains("e-sync refresh required (4096)");
    }

    @Test
    void aDamagedMemoryLeadsToAReadOfEverything() {
        var reader = new Reader(Ldap.on(slapd.port()));
        reader.next();
        var kept = reader.cursor();
        var good = kept.memory().get().orElseThrow();
        for (int i = 0; i < good.length; i += 97) {
            var bad = good.clone();
            bad[i] ^= 16;
            reader.keep(new Cursor(kept.values(), () -> Optional.of(bad)));
            assertThat(reader.attempt().full()).isTrue();
            int length = i;
            reader.keep(new Cursor(kept.values(), () -> Optional.of(java.util.Arrays.copyOf(good, length))));
            assertThat(reader.attempt().full()).isTrue();
        }
        reader.keep(kept);
        assertThat(reader.attempt().full()).isFalse();
    }

    /** A run that was cut off after it wrote the memory, and before it wrote the cursor. */
    @Test
    void aMemoryOfAnotherRunIsNone() {
        var reader = new Reader(Ldap.on(slapd.port()));
        reader.next();
        var before = reader.cursor();
        change("other@bench.example");
        reader.next();
        reader.keep(new Cursor(before.values(), reader.cursor().memory()));
        assertThat(reader.attempt().full()).isTrue();
    }

    @Test
    void otherSettingsLeadToAReadOfEverything() {
        var reader = new Reader(Ldap.on(slapd.port()));
        reader.next();
        var other = new Reader(Ldap.on(slapd.port()).with("sync.userFilter", "(uid=*)"));
        other.keep(reader.cursor());
        assertThat(other.attempt().full()).isTrue();
        assertThat(other.ways())
                .containsExactly("reads everything: settings or server are others than at the last run");
    }

    @Test
    void whatChangesWithoutAChangeOfItsEntryIsNotFollowed() {
        var reader = new Reader(Ldap.on(slapd.port()).with("sync.userFilter", "(!(memberOf=cn=x))"));
        reader.next();
        assertThat(reader.next().full()).isTrue();
    }

    /** Somebody with entries below: the next runs ask for later times of change, until a full read looks again. */
    @Test
    void whereChangesCannotBeFollowedTimesOfChangeAreAskedFor() {
        slapd.change(Ldap.user("eve") + "\n\ndn: uid=below," + Ldap.person("eve")
                + "\nobjectClass: inetOrgPerson\nuid: below\ncn: below\nsn: below\n");
        var reader = new Reader(Ldap.on(slapd.port()).with("sync.revisionDateAttribute", "modifyTimestamp"));
        reader.next();
        assertThat(reader.ways()).last().asString().contains("changes cannot be followed", "has entries below it");
        reader.next();
        for (int run = 3; run <= 5; run++) {
            change("ann" + run + "@bench.example");
            var snapshot = reader.next();
            assertThat(snapshot.full()).as("run " + run).isFalse();
            assertThat(Ldap.mails(snapshot)).containsExactly("ann" + run + "@bench.example");
        }
        var other = new Reader(Ldap.on(slapd.port()).with("sync.userFilter", "(uid=ann)"));
        other.keep(reader.cursor());
        other.next();
        assertThat(other.ways()).as("other settings are looked at anew").isNotEmpty();
        assertThat(other.next().full()).isFalse();
        slapd.change("dn: uid=below," + Ldap.person("eve") + "\nchangetype: delete\n");
        slapd.change("dn: " + Ldap.person("eve") + "\nchangetype: delete\n");
        reader.keep(reader.whole().next());
        reader.next();
        assertThat(reader.ways()).singleElement().asString().startsWith("read what changed");
    }

    /** Every cut while changes are read is an error, and what was remembered leads to the same changes afterwards. */
    @ParameterizedTest
    @EnumSource(Cutter.Cut.class)
    void aCutConnectionIsNoAnswer(Cutter.Cut how) throws java.io.IOException {
        try (var cutter = new Cutter(slapd.port())) {
            var reader = new Reader(Ldap.on(cutter.port()));
            cutter.after(Integer.MAX_VALUE, how);
            reader.next();
            change(how.name().toLowerCase(java.util.Locale.ROOT) + "@bench.example");
            var whole = reader.attempt();
            assertThat(whole.full()).isFalse();
            assertThat(whole.users()).hasSize(1);
            int messages = 0;
            while (true) {
                cutter.after(messages++, how);
                try {
                    assertThat(reader.attempt().users()).isEqualTo(whole.users());
                    break;
                } catch (Fault fault) {
                    assertThat(fault.exitCode()).as(fault.sentence()).isEqualTo(ExitCode.DIRECTORY);
                }
            }
            assertThat(messages).isGreaterThan(5);
        }
    }

    @Test
    void anAddressThatIsThereTwiceIsFoundAmongChanges() {
        var reader = new Reader(Ldap.on(slapd.port()));
        reader.next();
        slapd.change("dn: " + Ldap.person("bob") + "\nchangetype: modify\nreplace: mail\nmail: twice@bench.example\n");
        change("twice@bench.example");
        assertThat(reader.attempt().full()).isTrue();
        assertThatThrownBy(() -> bwdc.sync.Company.of(reader.attempt())).hasMessageContaining("Emails must be unique");
        slapd.change("dn: " + Ldap.person("bob") + "\nchangetype: modify\nreplace: mail\nmail: bob@bench.example\n");
    }

    @Test
    void doctorSaysHowChangesAreFound() {
        assertThat(changes(Ldap.on(slapd.port())))
                .isEqualTo(
                        "[content synchronization] OpenLDAP tells what has changed: runs read that, and everything only as"
                                + " often as sync.fullEvery says");
        assertThat(changes(Ldap.on(slapd.port()).with("sync.userFilter", "(memberOf=cn=x)")))
                .startsWith("[none] ")
                .endsWith("a filter asks for memberOf, which changes without a change of the entry");
    }

    private static String changes(Ldap ldap) {
        return ldap.diagnose().facts().stream()
                .filter(fact -> fact.name().equals("changes"))
                .map(fact -> fact.values() + " " + fact.why())
                .findFirst()
                .orElseThrow();
    }
}
