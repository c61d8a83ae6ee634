package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.entry;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.sync.Company;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every directory server must come to with the same small company, told by mail addresses and group names, so that it
 * holds for servers that name entries and attributes in other ways.
 */
final class DirectorySourceContract {
    /** The company in the form of most servers; the account of dora is still to be disabled, in the server's own way. */
    static final String COMPANY = user("ann")
            + user("bob", "description: writes letters in lower case")
            + user("dora")
            + entry(
                    "cn=Smith\\, John,ou=people,dc=bench,dc=example",
                    "objectClass: inetOrgPerson",
                    "cn: Smith, John",
                    "sn: Smith",
                    "uid: john",
                    "mail: John.Smith@Bench.Example")
            + entry(
                    "cn=Zoë Müller,ou=people,dc=bench,dc=example",
                    "objectClass: inetOrgPerson",
                    "cn: Zoë Müller",
                    "sn: Müller",
                    "uid: zoe",
                    "mail: zoe@bench.example")
            + entry(person("nomail"), "objectClass: inetOrgPerson", "uid: nomail", "cn: nomail", "sn: nomail")
            + group("backend", person("ann"), "cn=Zoë Müller,ou=people,dc=bench,dc=example")
            + group("frontend", person("bob"), "cn=Smith\\, John,ou=people,dc=bench,dc=example", person("nomail"))
            + group("engineering", inside("backend"), inside("frontend"))
            + group("all", inside("engineering"), person("dora"))
            + group("circle-one", person("ann"), inside("circle-two"))
            + group("circle-two", person("bob"), inside("circle-one"));

    private static final Map<String, Set<String>> GROUPS = Map.of(
            "backend", Set.of("ann", "zoe"),
            "frontend", Set.of("bob", "john.smith"),
            "engineering", Set.of("ann", "bob", "john.smith", "zoe"),
            "all", Set.of("ann", "bob", "dora", "john.smith", "zoe"),
            "circle-one", Set.of("ann", "bob"),
            "circle-two", Set.of("ann", "bob"));

    private DirectorySourceContract() {}

    /** The same company as Active Directory takes it, below {@code OU=Contract} of a domain. */
    static String activeDirectory(String root) {
        var circle = "member: " + inside("circle-two") + "\n";
        var later = "\ndn: " + inside("circle-one") + "\nchangetype: modify\nadd: member\n" + circle;
        return "dn: OU=Contract," + root + "\nobjectClass: organizationalUnit\n\n"
                + (Ldap.UNITS + COMPANY.replace(circle, "") + later)
                        .replace("dn: uid=", "dn: cn=")
                        .replace("member: uid=", "member: cn=")
                        .replace("objectClass: inetOrgPerson", "objectClass: user\nuserAccountControl: 512")
                        .replace("objectClass: groupOfNames", "objectClass: group")
                        .replace("dc=bench,dc=example", "OU=Contract," + root);
    }

    private static String inside(String group) {
        return "cn=" + group + ",ou=groups,dc=bench,dc=example";
    }

    /**
     * The tests.
     *
     * @param settings new ones for the server with the company, each time
     */
    static Stream<DynamicTest> tests(Supplier<Ldap> settings) {
        return Stream.of(
                test("finds everybody with an address, once", settings, ldap -> {
                    assertThat(people(ldap.readAll().users().stream().map(DirectoryUser::email)))
                            .containsExactly("ann", "bob", "dora", "john.smith", "zoe");
                }),
                test("finds every member, nested and in circles", settings, ldap -> {
                    assertThat(groups(ldap.readAll())).isEqualTo(GROUPS);
                }),
                test("marks who is disabled", settings, ldap -> {
                    assertThat(people(ldap.readAll().users().stream()
                                    .filter(DirectoryUser::disabled)
                                    .map(DirectoryUser::email)))
                            .containsExactly("dora");
                }),
                test("does not warn without a reason", settings, ldap -> {
                    assertThat(ldap.readAll().warnings()).isEmpty();
                }),
                test("finds the same without pages", settings, ldap -> {
                    assertThat(groups(ldap.with("ldap.pagedSearch", "false").readAll()))
                            .isEqualTo(GROUPS);
                }),
                test("keeps to the filters", settings, ldap -> {
                    var read = ldap.with("sync.userFilter", "(sn=Müller)")
                            .with("sync.groupFilter", "(cn=*end)")
                            .readAll();
                    assertThat(groups(read)).isEqualTo(Map.of("backend", Set.of("zoe"), "frontend", Set.of()));
                }),
                test("says that a place is not there", settings, ldap -> {
                    fails(ldap.with("sync.userPath", "ou=nowhere"), "no such object (32");
                }),
                test("says that the password is wrong, and not which", settings, ldap -> {
                    // Active Directory has a number of its own behind the code.
                    fails(ldap.with("ldap.password", "not-the-password"), "(49");
                }));
    }

    private static DynamicTest test(String name, Supplier<Ldap> settings, Consumer<Ldap> test) {
        return DynamicTest.dynamicTest(name, () -> test.accept(settings.get()));
    }

    private static void fails(Ldap ldap, String words) {
        assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains(words).doesNotContain("not-the-password");
        });
    }

    /** Who is in which group, as it would be sent. */
    private static Map<String, Set<String>> groups(DirectorySnapshot read) {
        var company = Company.of(read);
        Map<String, String> mails = new TreeMap<>();
        company.users().forEach(user -> mails.put(user.externalId(), String.valueOf(user.email())));
        Map<String, Set<String>> found = new TreeMap<>();
        company.groups()
                .forEach(group -> found.put(
                        group.name(),
                        people(group.members().stream()
                                .filter(mails::containsKey)
                                .map(mails::get))));
        return found;
    }

    private static Set<String> people(Stream<String> mails) {
        return mails.map(mail -> mail.replaceFirst("@.*", "")).collect(Collectors.toCollection(TreeSet::new));
    }
}
