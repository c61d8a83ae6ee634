package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.entry;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Cursor;
import bwdc.directory.Findings;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.directory.Sighting;
import bwdc.directory.Whereabouts;
import bwdc.testkit.Slapd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a real slapd answers about single entries. */
class InquiryTest {
    private static final String ELSEWHERE = "ou=elsewhere,dc=bench,dc=example";

    private static final String LDIF = BASE
            + entry(ELSEWHERE, "objectClass: organizationalUnit", "ou: elsewhere")
            + user("ann", "l: Oslo")
            + user("bob")
            + entry(person("nomail"), "objectClass: inetOrgPerson", "uid: nomail", "cn: n", "sn: n")
            + entry(
                    "uid=out," + ELSEWHERE,
                    "objectClass: inetOrgPerson",
                    "uid: out",
                    "cn: Out Sider",
                    "sn: out",
                    "mail: out@bench.example")
            + entry("cn=printer," + ELSEWHERE, "objectClass: device", "cn: printer")
            + entry(
                    "cn=far," + ELSEWHERE,
                    "objectClass: groupOfNames",
                    "cn: far",
                    "member: " + person("ann"));

    private static final String GROUP = group(
            "all",
            person("ann"),
            person("bob"),
            person("nomail"),
            person("ghost"),
            "uid=out," + ELSEWHERE,
            "cn=printer," + ELSEWHERE,
            "cn=far," + ELSEWHERE,
            "cn=inner,ou=groups,dc=bench,dc=example");

    private static Slapd slapd() {
        return Slapd.start(Slapd.Options.of(LDIF + GROUP + group("inner", person("ann"))));
    }

    /** Writes down what it is told. */
    private static final class Notebook implements Findings {
        private final List<String> leftOut = new ArrayList<>();
        private final List<String> members = new ArrayList<>();
        private final List<String> unresolved = new ArrayList<>();

        @Override
        public void leftOut(String referenceId, String externalId, String why) {
            leftOut.add(referenceId + " " + why);
        }

        @Override
        public void members(String group, int values, List<String> lost) {
            members.add(group.replaceFirst(",.*", "") + " " + values + " " + lost.size());
            unresolved.addAll(lost);
        }
    }

    @Test
    void accountsForEveryMember() {
        try (var slapd = slapd()) {
            var ldap = Ldap.on(slapd.port()).with("sync.userFilter", "(!(uid=bob))");
            var notebook = new Notebook();
            ldap.read(new ReadRequest(
                    true, true, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}, notebook));
            assertThat(notebook.leftOut).containsExactly(person("nomail") + " without mail");
            assertThat(notebook.members).containsExactly("cn=all 8 5", "cn=inner 1 0");
            try (var inquiry = ldap.inquiry()) {
                var fates = inquiry.whereabouts(notebook.unresolved);
                assertThat(fates.get(person("bob")).kind()).isEqualTo(Whereabouts.Kind.FILTERED);
                assertThat(fates.get(person("ghost")).kind()).isEqualTo(Whereabouts.Kind.GONE);
                assertThat(fates.get("uid=out," + ELSEWHERE).kind()).isEqualTo(Whereabouts.Kind.OUTSIDE);
                assertThat(fates.get("cn=far," + ELSEWHERE).kind()).isEqualTo(Whereabouts.Kind.GROUP);
                assertThat(fates.get("cn=printer," + ELSEWHERE))
                        .isEqualTo(new Whereabouts(Whereabouts.Kind.OTHER_KIND, "device"));
            }
        }
    }

    @Test
    void tellsHiddenEntriesAndNamesThatNobodyHas() {
        var options = Slapd.Options.of(LDIF)
                .database(
                        "access to dn.base=\"cn=printer," + ELSEWHERE + "\" by * disclose",
                        "access to * by dn.exact=\"cn=reader,dc=bench,dc=example\" read by * read");
        try (var slapd = Slapd.start(options);
                var inquiry = Ldap.on(slapd.port()).inquiry()) {
            assertThat(kinds(inquiry, "nobody", "out", "cn=bad\\,,,dc=x"))
                    .containsExactly(Whereabouts.Kind.NOBODY, Whereabouts.Kind.OUTSIDE, Whereabouts.Kind.GONE);
        }
    }

    private static List<Whereabouts.Kind> kinds(Inquiry inquiry, String... values) {
        var found = inquiry.whereabouts(List.of(values));
        return List.of(values).stream().map(value -> found.get(value).kind()).toList();
    }

    @Test
    void tellsWhichPartOfAFilterAnEntryMatches() {
        try (var slapd = slapd();
                var inquiry = Ldap.on(slapd.port())
                        .with("sync.userFilter", "(&(mail=*)(l=Oslo))(!(noSuchAttribute=x))")
                        .inquiry()) {
            assertThat(clauses(inquiry.people("ann").found().getFirst()))
                    .containsExactly(
                            "0 MATCHES (objectClass=inetOrgPerson) sync.userObjectClass",
                            "0 MATCHES (&(mail=*)(l=Oslo)) sync.userFilter",
                            "1 MATCHES (mail=*) sync.userFilter",
                            "1 MATCHES (l=Oslo) sync.userFilter",
                            "0 UNDEFINED (!(noSuchAttribute=x)) sync.userFilter");
            assertThat(clauses(inquiry.people("bob@bench.example").found().getFirst()))
                    .contains(
                            "0 FAILS (&(mail=*)(l=Oslo)) sync.userFilter",
                            "1 MATCHES (mail=*) sync.userFilter",
                            "1 FAILS (l=Oslo) sync.userFilter");
        }
    }

    private static List<String> clauses(Sighting sighting) {
        return sighting.clauses().stream()
                .map(each -> each.depth() + " " + each.verdict() + " " + each.text() + " " + each.setting())
                .toList();
    }

    @Test
    void findsPeopleAndGroupsWhereverTheyAre() {
        try (var slapd = slapd();
                var inquiry = Ldap.on(slapd.port()).inquiry()) {
            for (var name : List.of("OUT@bench.example", "out", "Out Sider", "UID=out, " + ELSEWHERE)) {
                var found = inquiry.people(name).found();
                assertThat(found).as(name).hasSize(1);
                assertThat(found.getFirst().inBase()).isFalse();
                assertThat(found.getFirst().isRead()).isFalse();
                assertThat(found.getFirst().mail()).contains("out@bench.example");
            }
            assertThat(inquiry.people(person("ann")).found().getFirst().isRead()).isTrue();
            assertThat(inquiry.people("all").found()).isEmpty();
            var none = inquiry.people("uid=none,ou=people,dc=bench,dc=example");
            assertThat(none.found()).isEmpty();
            assertThat(none.searched())
                    .contains("the entry \"uid=none,ou=people,dc=bench,dc=example\": no such object (32)");
            assertThat(inquiry.people("*").found()).isEmpty();
            assertThat(inquiry.groups("all").found().getFirst().isRead()).isTrue();
            var far = inquiry.groups("far").found().getFirst();
            assertThat(far.inBase()).isFalse();
            assertThat(far.kind()).isEqualTo("group");
        }
    }
}
