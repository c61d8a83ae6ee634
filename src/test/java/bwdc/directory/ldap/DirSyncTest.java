package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Cursor;
import bwdc.directory.DirectoryUser;
import bwdc.directory.ReadRequest;
import bwdc.directory.ldap.RandomChanges.Form;
import bwdc.directory.memory.Listing;
import bwdc.directory.memory.MemoryBytes;
import bwdc.directory.memory.Merge;
import bwdc.directory.memory.Merged;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Cutter;
import bwdc.testkit.SambaDomain;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of what changed in Active Directory find what a read of everything finds. */
class DirSyncTest {
    private static SambaDomain domain;
    private static int places;

    /** Each test has a place of its own. */
    private String root;

    @BeforeAll
    static void start() {
        domain = SambaDomain.startInClear();
    }

    @AfterAll
    static void stop() {
        if (domain != null) {
            domain.close();
        }
    }

    @BeforeEach
    void place() {
        root = "OU=Place" + ++places + "," + SambaDomain.ROOT;
        unit(root);
        for (var unit : List.of("people", "groups", "outside")) {
            unit("OU=" + unit + "," + root);
        }
    }

    private static void unit(String dn) {
        domain.change("dn: " + dn + "\nobjectClass: organizationalUnit\n");
    }

    private Ldap ldap() {
        return Ldap.activeDirectory(domain)
                .with("sync.userPath", "OU=people," + root)
                .with("sync.groupPath", "OU=groups," + root);
    }

    private String person(String name) {
        return "CN=" + name + ",OU=people," + root;
    }

    private String group(String name) {
        return "CN=" + name + ",OU=groups," + root;
    }

    private void addPerson(String name) {
        addPerson(name, name);
    }

    private void addPerson(String name, String mailbox) {
        domain.change("dn: " + person(name) + "\nobjectClass: user\nuserAccountControl: 512\nl: berlin\nmail: "
                + mailbox + "@x.example\n");
    }

    private void addGroup(String name, String... members) {
        domain.change("dn: " + group(name) + "\nobjectClass: group\n"
                + (members.length == 0 ? "" : "member: " + String.join("\nmember: ", members) + "\n"));
    }

    private static void modify(String dn, String attribute, String value) {
        domain.change(
                "dn: " + dn + "\nchangetype: modify\nreplace: " + attribute + "\n" + attribute + ": " + value + "\n");
    }

    private void move(String dn, String rdn, String unit) {
        domain.change("dn: " + dn + "\nchangetype: moddn\nnewrdn: " + rdn + "\ndeleteoldrdn: 1\nnewsuperior: OU=" + unit
                + "," + root + "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void whateverChanges(long seed) throws LDAPException {
        try (var connection = domain.connect()) {
            ContentSyncTest.random(
                    new Reader(ldap().with("sync.userFilter", "(l=berlin)")),
                    new RandomChanges(connection, new Random(seed), Form.activeDirectory(root)),
                    40);
        }
    }

    @Test
    void membersAreEntriesAndNotNames() {
        addPerson("ann");
        addPerson("bob");
        addGroup("inner", person("ann"), person("bob"));
        addGroup("outer", group("inner"));
        var reader = new Reader(ldap().with("sync.userFilter", "(l=berlin)"));
        var picture = Picture.of(reader.next());
        // Somebody else under the name of a member who is gone.
        domain.delete(person("ann"));
        addPerson("ann");
        follows(reader, picture, 2);
        // A member under another name, and somebody else under the old one.
        move(person("bob"), "CN=robert", "people");
        addPerson("bob", "other-bob");
        follows(reader, picture, 2);
        // Out of sight and back, by place and by filter: a change of no group.
        for (var unit : List.of("outside", "people")) {
            move("CN=robert,OU=" + (unit.equals("people") ? "outside" : "people") + "," + root, "CN=robert", unit);
            follows(reader, picture, 1);
        }
        for (var city : List.of("paris", "berlin")) {
            modify(person("robert"), "l", city);
            follows(reader, picture, 1);
        }
        move(group("inner"), "CN=core", "groups");
        follows(reader, picture, 1);
        assertThat(picture.toString()).contains("core [", "outer [");
    }

    private static void follows(Reader reader, Picture picture, int most) {
        var snapshot = reader.next();
        assertThat(reader.ways())
                .singleElement()
                .asString()
                .startsWith("read what changed, by directory synchronization");
        assertThat(snapshot.full()).isFalse();
        assertThat(snapshot.users().size()).isLessThanOrEqualTo(most);
        assertThat(picture.then(snapshot))
                .hasToString(Picture.of(reader.whole()).toString());
    }

    /** Whatever happens between a cookie and what is read after it is told by one of both. */
    @Test
    void changesWhileItIsReadAreNotLost() throws Exception {
        for (int i = 0; i < 20; i++) {
            addPerson("p" + i);
        }
        addGroup("staff", person("p0"));
        var reader = new Reader(ldap());
        var done = new AtomicBoolean();
        var changes = new FutureTask<>(() -> {
            try (var connection = domain.connect()) {
                for (int i = 0; i < 150; i++) {
                    connection.modify(
                            person("p" + i % 20),
                            new Modification(ModificationType.REPLACE, "mail", "mail" + i + "@x.example"));
                    connection.modify(
                            group("staff"),
                            new Modification(
                                    i / 19 % 2 == 0 ? ModificationType.ADD : ModificationType.DELETE,
                                    "member",
                                    person("p" + (1 + i % 19))));
                }
            } finally {
                done.set(true);
            }
            return null;
        });
        Thread.ofVirtual().start(changes);
        var picture = Picture.of(reader.next());
        int reads = 0;
        while (!done.get()) {
            picture = picture.then(reader.next());
            reads++;
        }
        changes.get();
        picture = picture.then(reader.next());
        assertThat(picture).hasToString(Picture.of(reader.whole()).toString());
        assertThat(reads).isGreaterThan(5);
    }

    @Test
    void nothingIsKeptAnewWhereNothingChanged() {
        addPerson("ann");
        var reader = new Reader(ldap());
        reader.next();
        var before = reader.cursor();
        var snapshot = reader.attempt();
        assertThat(snapshot.full()).isFalse();
        assertThat(snapshot.users()).isEmpty();
        assertThat(snapshot.next()).isEqualTo(before);
    }

    @Test
    void namesWhoWasDeleted() {
        addPerson("ann");
        addPerson("bob");
        var reader = new Reader(ldap());
        var id = reader.next().users().stream()
                .filter(user -> "ann@x.example".equals(user.email()))
                .map(DirectoryUser::externalId)
                .findFirst()
                .orElseThrow();
        domain.delete(person("ann"));
        var snapshot = reader.attempt();
        assertThat(snapshot.deleted()).containsExactly(id);
        assertThat(snapshot.gone().orElseThrow().users()).containsExactly(id);
        assertThat(snapshot.users()).isEmpty();
        // As a look does, which lists them; without the recycle bin they have no address any more.
        var time = Optional.of(Instant.now());
        var look = ldap().read(new ReadRequest(false, true, time, time, reader.cursor(), entries -> {}));
        assertThat(look.users()).singleElement().matches(DirectoryUser::deleted);
    }

    /** The right to replicate a domain is that of few; the other is what docs/directories/active-directory.md asks for. */
    @Test
    void anAccountThatMayNotReplicateIsToldWhatItMaySee() {
        addPerson("ann");
        addPerson("bob");
        addGroup("staff", person("ann"), person("bob"));
        domain.grantDeletedObjects("svc-reader");
        var reader = new Reader(ldap().with("ldap.username", "svc-reader@corp.example.test"));
        var picture = Picture.of(reader.next());
        domain.delete(person("ann"));
        modify(person("bob"), "mail", "robert@x.example");
        follows(reader, picture, 1);
        assertThat(picture.toString()).contains("robert@x.example").doesNotContain("ann@");
    }

    @Test
    void anAccountThatMayNotSeeDeletedObjectsAsksForLaterTimes() {
        addPerson("ann");
        var reader = new Reader(ldap().with("ldap.username", "svc-bwdc@corp.example.test"));
        reader.next();
        assertThat(reader.ways())
                .last()
                .asString()
                .contains("changes cannot be followed", "may not see who was deleted");
        modify(person("ann"), "mail", "anna@x.example");
        var snapshot = reader.next();
        assertThat(snapshot.full()).isFalse();
        assertThat(Ldap.mails(snapshot)).containsExactly("anna@x.example");
    }

    @ParameterizedTest
    @CsvSource({
        "cookie, Z2FyYmFnZQ==, the server answers",
        "cookie, ~, there is no cookie",
        "flags, many, there is no cookie",
        "server, CN=NTDS Settings of another, the domain controller is another one",
        "sequence, 999999999999, the domain controller has gone back"
    })
    void everythingIsReadWhereACookieCountsForNothing(String name, String value, String reason) {
        addPerson("ann");
        var reader = new Reader(ldap());
        reader.next();
        reader.keep(with(reader.cursor(), name, value));
        var snapshot = reader.next();
        assertThat(snapshot.full()).isTrue();
        assertThat(snapshot.users()).hasSize(1);
        assertThat(reader.ways()).first().asString().contains("reads everything: ", reason);
        assertThat(reader.next().full()).isFalse();
    }

    private static Cursor with(Cursor cursor, String name, String value) {
        var memory = cursor.memory().get().flatMap(MemoryBytes::read).orElseThrow();
        Map<String, String> cookies = new HashMap<>(memory.cookies());
        cookies.put(name, value);
        return Merge.of(memory, List.of(), new NameMeaning(), Listing.ENTRIES, memory.mark(), cookies)
                        instanceof Merged.Told told
                ? new Cursor(cursor.values(), () -> Optional.of(MemoryBytes.of(told.after())))
                : cursor;
    }

    @ParameterizedTest
    @EnumSource(Cutter.Cut.class)
    void aConnectionThatIsCutOffAnywhereIsAnError(Cutter.Cut how) {
        addPerson("ann");
        addPerson("bob");
        addGroup("staff", person("ann"));
        try (var cutter = new Cutter(domain.host(), 389)) {
            var ldap = ldap().with("ldap.hostname", "127.0.0.1")
                    .with("ldap.ssl", "false")
                    .with("ldap.port", Integer.toString(cutter.port()));
            var reader = new Reader(ldap);
            cutter.after(Integer.MAX_VALUE, how);
            reader.next();
            modify(person("ann"), "mail", "anna@x.example");
            domain.change(
                    "dn: " + group("staff") + "\nchangetype: modify\nadd: member\nmember: " + person("bob") + "\n");
            var before = reader.cursor();
            int messages = 0;
            while (true) {
                cutter.after(messages++, how);
                try {
                    var snapshot = reader.attempt();
                    assertThat(snapshot.full()).isFalse();
                    assertThat(Ldap.mails(snapshot)).containsExactly("anna@x.example");
                    assertThat(snapshot.groups()).hasSize(1);
                    break;
                } catch (Fault fault) {
                    assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                    assertThat(reader.cursor()).isEqualTo(before);
                }
            }
            assertThat(messages).isGreaterThan(8);
        }
    }

    /** So nothing here goes by sequence numbers, nor groups by their time of change. */
    @Test
    void theSequenceNumberOfAGroupDoesNotTellThatItsMembersAreOthers() throws LDAPException {
        addPerson("ann");
        addPerson("bob");
        addGroup("staff", person("ann"), person("bob"));
        var reader = new Reader(ldap());
        var picture = Picture.of(reader.next());
        try (var connection = domain.connect()) {
            var before = connection.getEntry(group("staff"), "uSNChanged", "whenChanged", "member");
            domain.delete(person("ann"));
            move(person("bob"), "CN=robert", "people");
            var after = connection.getEntry(group("staff"), "uSNChanged", "whenChanged", "member");
            assertThat(before.getAttributeValues("member")).containsExactlyInAnyOrder(person("ann"), person("bob"));
            assertThat(after.getAttributeValues("member")).containsExactly(person("robert"));
            assertThat(after.getAttribute("uSNChanged")).isEqualTo(before.getAttribute("uSNChanged"));
            assertThat(after.getAttribute("whenChanged")).isEqualTo(before.getAttribute("whenChanged"));
        }
        follows(reader, picture, 1);
    }
}
