package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.entry;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.directory.DirectorySourceContract;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The contract with directory servers, and what else they have in common. */
final class LdapContract {
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

    private static final DirectorySourceContract.Manners MANNERS =
            new DirectorySourceContract.Manners("ldap.password", "(sn=Müller)", "(cn=*end)", "(49", false);

    private LdapContract() {}

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
                        DirectorySourceContract.tests(MANNERS, settings),
                        DirectorySourceContract.tests(
                                        MANNERS, () -> settings.get().with("ldap.pagedSearch", "false"))
                                .map(test -> DynamicTest.dynamicTest(
                                        "without pages " + test.getDisplayName(), test.getExecutable())),
                        Stream.of(DynamicTest.dynamicTest("says that a place is not there", () -> {
                            var ldap = settings.get().with("sync.userPath", "ou=nowhere");
                            assertThatThrownBy(ldap::readAll).isInstanceOfSatisfying(Fault.class, fault -> {
                                assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                                assertThat(fault.sentence()).contains("no such object (32");
                            });
                        })))
                .flatMap(tests -> tests);
    }
}
