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
import java.util.Map;
import java.util.Objects;
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
            + entry("cn=far," + ELSEWHERE, "objectClass: groupOfNames", "cn: far", "member: " + person("ann"));

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
                assertThat(kind(fates, person("bob"))).isEqualTo(Whereabouts.Kind.FILTERED);
                assertThat(kind(fates, person("ghost"))).isEqualTo(Whereabouts.Kind.GONE);
                assertThat(kind(fates, "uid=out," + ELSEWHERE)).isEqualTo(Whereabouts.Kind.OUTSIDE);
                assertThat(kind(fates, "cn=far," + ELSEWHERE)).isEqualTo(Whereabouts.Kind.GROUP);
                assertThat(fates.get("cn=printer," + ELSEWHERE))
                        .isEqualTo(new Whereabouts(Whereabouts.Kind.OTHER_KIND, "device"));
            }
        }
    }

    @Test
    void countsMembersThatOnlyUsersTell() {
        try (var slapd =
                Slapd.start(Slapd.Options.of(LDIF).global("moduleload memberof").database("overlay memberof"))) {
            slapd.change(group("all", person("ann"), person("nomail")));
            var ldap = Ldap.on(slapd.port()).with("ldap.memberOf", "memberOf");
            var notebook = new Notebook();
            ldap.read(new ReadRequest(
                    true, true, Optional.empty(), Optional.empty(), Cursor.NONE, entries -> {}, notebook));
            assertThat(notebook.members.getLast()).isEqualTo("cn=all 2 0");
        }
    }

    @Test
    void tellsHiddenEntriesAndNamesThatNobodyHas() {
        var reader = entry(
                "cn=reader,dc=bench,dc=example",
                "objectClass: applicationProcess",
                "objectClass: simpleSecurityObject",
                "cn: reader",
                "userPassword: r3ader");
        var options = Slapd.Options.of(LDIF + reader)
                .database(
                        "access to dn.base=\"cn=printer," + ELSEWHERE + "\" by * disclose",
                        "access to attrs=userPassword by * auth",
                        "access to attrs=l by * none",
                        "access to * by * read");
        try (var slapd = Slapd.start(options);
                var inquiry = Ldap.on(slapd.port())
                        .with("ldap.username", "cn=reader,dc=bench,dc=example")
                        .with("ldap.password", "r3ader")
                        .with("sync.userFilter", "(l=Oslo)")
                        .inquiry()) {
            assertThat(kinds(inquiry, "nobody", "out", "cn=bad\\,,,dc=x", "cn=printer," + ELSEWHERE))
                    .containsExactly(
                            Whereabouts.Kind.NOBODY,
                            Whereabouts.Kind.OUTSIDE,
                            Whereabouts.Kind.GONE,
                            Whereabouts.Kind.HIDDEN);
            // what may not be read is neither matched nor not
            assertThat(clauses(inquiry.people("ann").found().getFirst()))
                    .contains("0 UNDEFINED (l=Oslo) sync.userFilter");
        }
    }

    @Test
    void knowsWhatElseActiveDirectoryHas() {
        var root = "DC=corp,DC=example,DC=test";
        try (var directory = new FakeDirectory(root)) {
            directory.add("dn: " + root + "\nobjectClass: domain\ndc: corp");
            for (var folder : List.of("CN=Users", "CN=ForeignSecurityPrincipals", "CN=Deleted Objects", "OU=Other")) {
                directory.add("dn: " + folder + "," + root + "\nobjectClass: container");
            }
            var people = "objectClass: top\nobjectClass: person\nobjectClass: ";
            directory.add("dn: CN=PC1,OU=Other," + root + "\n" + people + "user\nobjectClass: computer\ncn: PC1");
            directory.add("dn: CN=Friend,OU=Other," + root + "\n" + people + "contact\ncn: Friend");
            directory.add("dn: CN=S-1-5-21-1,CN=ForeignSecurityPrincipals," + root
                    + "\nobjectClass: top\nobjectClass: foreignSecurityPrincipal\ncn: S-1-5-21-1");
            directory.add("dn: CN=Ann,CN=Users," + root + "\n" + people + "user\ncn: Ann\nsAMAccountName: ann"
                    + "\nmail: Ann@corp.example\nproxyAddresses: SMTP:ann@corp.example"
                    + "\nproxyAddresses: smtp:a.other@corp.example\nuserAccountControl: 514"
                    + "\naccountExpires: 133485408000000000\nobjectGUID:: MyIRAFVEd2aImaq7zN3u/w==");
            directory.add("dn: CN=Gone\\0ADEL:1,CN=Deleted Objects," + root + "\n" + people
                    + "user\ncn: Gone\nsAMAccountName: gone\nisDeleted: TRUE\nlastKnownParent: CN=Users," + root);
            try (var inquiry = Ldap.on(directory.port())
                    .with("ldap.ad", "true")
                    .with("ldap.rootPath", root)
                    .with("ldap.username", "cn=admin," + root)
                    .with("sync.userPath", "CN=Users")
                    .with("sync.userObjectClass", "person")
                    .with("sync.groupObjectClass", "group")
                    .inquiry()) {
                assertThat(kinds(
                                inquiry,
                                "CN=PC1,OU=Other," + root,
                                "CN=Friend,OU=Other," + root,
                                "CN=S-1-5-21-1,CN=ForeignSecurityPrincipals," + root,
                                "CN=Gone\\0ADEL:1,CN=Deleted Objects," + root))
                        .containsExactly(
                                Whereabouts.Kind.COMPUTER,
                                Whereabouts.Kind.CONTACT,
                                Whereabouts.Kind.FOREIGN,
                                Whereabouts.Kind.DELETED);
                for (var name : List.of(
                        "ann",
                        "ANN@corp.example",
                        "a.other@corp.example",
                        "00112233-4455-6677-8899-aabbccddeeff",
                        "cn=ann,cn=users," + root)) {
                    var found = inquiry.people(name).found();
                    assertThat(found).as(name).hasSize(1);
                    assertThat(found.getFirst().externalId()).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
                    assertThat(found.getFirst().mail()).contains("ann@corp.example");
                    assertThat(found.getFirst().otherMails()).contains("proxyAddresses: smtp:a.other@corp.example");
                    assertThat(found.getFirst().signs())
                            .containsExactly(
                                    "disabled: userAccountControl 514 has bit 2",
                                    "expired: accountExpires is 2024-01-01T00:00:00Z; does not count:"
                                            + " ldap.expiredAsDisabled is false");
                }
                var gone = inquiry.people("gone").found().getFirst();
                assertThat(gone.deleted()).isTrue();
                assertThat(gone.clauses()).isEmpty();
                assertThat(gone.signs()).containsExactly("deleted: isDeleted is TRUE, it was in CN=Users," + root);
            }
        }
    }

    private static Whereabouts.Kind kind(Map<String, Whereabouts> fates, String value) {
        return Objects.requireNonNull(fates.get(value)).kind();
    }

    private static List<Whereabouts.Kind> kinds(Inquiry inquiry, String... values) {
        var found = inquiry.whereabouts(List.of(values));
        return List.of(values).stream().map(value -> kind(found, value)).toList();
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
            assertThat(inquiry.people(person("ann")).found().getFirst().isRead())
                    .isTrue();
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
