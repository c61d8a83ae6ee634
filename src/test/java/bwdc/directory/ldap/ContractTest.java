package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.person;

import bwdc.demo.EmbeddedDirectory;
import bwdc.testkit.SambaDomain;
import bwdc.testkit.Slapd;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract with the embedded directory, OpenLDAP and Samba; {@link Ds389Test} has it with 389 Directory Server. */
class ContractTest {
    private static final String ACCOUNT =
            Ldap.entry(Slapd.ADMIN, "objectClass: applicationProcess", "cn: admin", "userPassword: admin");

    @TestFactory
    Stream<DynamicTest> embedded() {
        var ldif =
                (BASE + ACCOUNT + LdapContract.COMPANY).replace("mail: dora@", "userAccountControl: 514\nmail: dora@");
        var directory =
                EmbeddedDirectory.start(Slapd.ROOT, new ByteArrayInputStream(ldif.getBytes(StandardCharsets.UTF_8)));
        return LdapContract.tests(() -> Ldap.on(directory.port())).onClose(directory::close);
    }

    @TestFactory
    Stream<DynamicTest> openLdap() {
        var slapd = Slapd.start(Slapd.Options.of(BASE + LdapContract.COMPANY)
                .global("moduleload ppolicy")
                .database("overlay ppolicy"));
        slapd.change("dn: " + person("dora") + "\nchangetype: modify\nadd: pwdAccountLockedTime\n"
                + "pwdAccountLockedTime: 000001010000Z\n");
        return LdapContract.tests(() -> Ldap.on(slapd.port()).with("ldap.disabledBy", "pwdAccountLockedTime"))
                .onClose(slapd::close);
    }

    @TestFactory
    Stream<DynamicTest> openLdapFromTheUsersSide() {
        var slapd = Slapd.start(Slapd.Options.of(BASE)
                .global("moduleload memberof", "moduleload ppolicy")
                .database("overlay memberof", "memberof-refint TRUE", "overlay ppolicy"));
        slapd.change(LdapContract.COMPANY);
        // The overlay notes only memberships in groups that came after their members.
        slapd.change("""
                dn: cn=circle-one,ou=groups,dc=bench,dc=example
                changetype: modify
                delete: member
                member: cn=circle-two,ou=groups,dc=bench,dc=example
                -
                add: member
                member: cn=circle-two,ou=groups,dc=bench,dc=example
                """);
        slapd.change("dn: " + person("dora") + "\nchangetype: modify\nadd: pwdAccountLockedTime\n"
                + "pwdAccountLockedTime: 000001010000Z\n");
        return LdapContract.tests(() -> Ldap.on(slapd.port())
                        .with("ldap.memberOf", "memberOf")
                        .with("ldap.externalId", "entryUUID")
                        .with("ldap.disabledBy", "pwdAccountLockedTime"))
                .onClose(slapd::close);
    }

    @TestFactory
    Stream<DynamicTest> activeDirectory() {
        var domain = SambaDomain.start();
        domain.change(LdapContract.activeDirectory(SambaDomain.ROOT));
        domain.change("dn: cn=dora,ou=people,ou=Contract," + SambaDomain.ROOT + "\nchangetype: modify\n"
                + "replace: userAccountControl\nuserAccountControl: 514\n");
        Supplier<Ldap> settings = () -> Ldap.activeDirectory(domain)
                .with("sync.userPath", "OU=people,OU=Contract")
                .with("sync.groupPath", "OU=groups,OU=Contract");
        return Stream.concat(
                        LdapContract.tests(settings),
                        LdapContract.tests(() -> settings.get().with("ldap.memberOf", "memberOf")))
                .onClose(domain::close);
    }
}
