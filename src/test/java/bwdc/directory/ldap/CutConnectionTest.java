package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.testkit.Cutter;
import bwdc.testkit.Slapd;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection may end at any message: between pages, within a page, within a range of members. */
class CutConnectionTest {
    private static final String ROOT = "dc=bench,dc=example";

    /** Every cut is an error; the first number of messages that is enough gives the whole directory. */
    private static int messages(Ldap ldap, Cutter cutter, Cutter.Cut how, Object whole) {
        for (int messages = 0; ; messages++) {
            cutter.after(messages, how);
            var limit = messages;
            try {
                var snapshot = ldap.readAll();
                assertThat(snapshot.toString()).as("after %d messages", limit).isEqualTo(whole.toString());
                return messages;
            } catch (Fault fault) {
                assertThat(fault.exitCode())
                        .as("after %d messages: %s", limit, fault)
                        .isEqualTo(ExitCode.DIRECTORY);
                assertThat(fault.sentence()).contains("127.0.0.1:" + cutter.port());
                assertThat(cutter.passed()).isLessThanOrEqualTo(limit);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Cutter.Cut.class)
    void betweenAndWithinPages(Cutter.Cut how) {
        var people = IntStream.range(0, 130).mapToObj(i -> Ldap.user("u" + i)).collect(Collectors.joining());
        var account = Ldap.entry(
                "cn=sync,dc=bench,dc=example", "objectClass: person", "cn: sync", "sn: sync", "userPassword: syncpw");
        var group = Ldap.group("staff", Ldap.person("u1"), Ldap.person("u129"));
        try (var slapd = Slapd.start(Slapd.Options.of(Ldap.BASE + people + group + account)
                        .global("sizelimit size.soft=500 size.hard=1000 size.pr=100 size.prtotal=unlimited"));
                var cutter = new Cutter(slapd.port())) {
            var ldap = Ldap.on(cutter.port())
                    .with("ldap.username", "cn=sync,dc=bench,dc=example")
                    .with("ldap.password", "syncpw");
            cutter.after(Integer.MAX_VALUE, how);
            var whole = ldap.readAll();
            assertThat(whole.users()).hasSize(130);
            // Sign-in, what the server tells of itself, a page that is too large, 130 users and the ends of their two
            // pages, a group and its end.
            assertThat(messages(ldap, cutter, how, whole)).isEqualTo(1 + 2 + 1 + 130 + 2 + 1 + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Cutter.Cut.class)
    void betweenAndWithinRanges(Cutter.Cut how) {
        try (var directory = new FakeDirectory(ROOT);
                var cutter = new Cutter(directory.port())) {
            fill(directory);
            var ldap = Ldap.on(cutter.port())
                    .with("ldap.ad", "true")
                    .with("sync.userObjectClass", "person")
                    .with("sync.groupObjectClass", "group");
            cutter.after(Integer.MAX_VALUE, how);
            var whole = ldap.readAll();
            assertThat(whole.groups().getFirst().members()).hasSize(20);
            assertThat(messages(ldap, cutter, how, whole)).isGreaterThan(27);
        }
    }

    /** A group of 3,100 members, of whom every 155th is a user. */
    private static void fill(FakeDirectory directory) {
        directory.add(new Entry(ROOT, new Attribute("objectClass", "domain"), new Attribute("dc", "bench")));
        for (var name : new String[] {"people", "groups"}) {
            directory.add(new Entry(
                    "ou=" + name + "," + ROOT,
                    new Attribute("objectClass", "organizationalUnit"),
                    new Attribute("ou", name)));
        }
        IntStream.range(0, 20)
                .map(i -> i * 155)
                .forEach(i -> directory.add(new Entry(
                        "cn=u" + i + ",ou=people," + ROOT,
                        new Attribute("objectClass", "person"),
                        new Attribute("cn", "u" + i),
                        new Attribute("mail", "u" + i + "@bench.example"))));
        directory.add(new Entry(
                "cn=all,ou=groups," + ROOT,
                new Attribute("objectClass", "group"),
                new Attribute("cn", "all"),
                new Attribute("name", "all"),
                new Attribute(
                        "member",
                        IntStream.range(0, 3_100)
                                .mapToObj(i -> String.format(Locale.ROOT, "cn=u%d,ou=people,%s", i, ROOT))
                                .toList())));
    }

    @Test
    void aCutterThatCutsNothingIsNotNoticed() {
        try (var directory = new FakeDirectory(ROOT);
                var cutter = new Cutter(directory.port()).after(Integer.MAX_VALUE, Cutter.Cut.BETWEEN_MESSAGES)) {
            assertThatThrownBy(Ldap.on(cutter.port()).with("ldap.password", "wrong")::readAll)
                    .hasMessageContaining("invalid credentials (49)");
        }
    }
}
