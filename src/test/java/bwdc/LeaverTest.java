package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.testkit.Ds389;
import bwdc.testkit.Slapd;
import bwdc.testkit.TestHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody leaves the company: first the account is disabled, then it is deleted. How many runs until they are out? */
class LeaverTest {
    private static final String ROOT = "dc=bench,dc=example";
    private static final String COMPANY = """
            dn: dc=bench,dc=example
            objectClass: top
            objectClass: dcObject
            objectClass: organization
            o: Bench
            dc: bench

            dn: ou=people,dc=bench,dc=example
            objectClass: organizationalUnit
            ou: people

            dn: ou=groups,dc=bench,dc=example
            objectClass: organizationalUnit
            ou: groups
            """ + person("ann") + person("bob") + person("cid") + person("dora") + """

            dn: cn=staff,ou=groups,dc=bench,dc=example
            objectClass: groupOfNames
            cn: staff
            member: uid=ann,ou=people,dc=bench,dc=example
            member: uid=bob,ou=people,dc=bench,dc=example
            member: uid=cid,ou=people,dc=bench,dc=example
            member: uid=dora,ou=people,dc=bench,dc=example
            """;

    @TempDir
    private Path folder;

    private Instant now = Instant.now();

    private static String person(String uid) {
        return "\ndn: " + dn(uid) + "\nobjectClass: inetOrgPerson\nuid: " + uid + "\ncn: " + uid + "\nsn: " + uid
                + "\nmail: " + uid + "@acme.example\n";
    }

    private static String dn(String uid) {
        return "uid=" + uid + ",ou=people," + ROOT;
    }

    @Test
    void ofOpenLdap() {
        try (var slapd = Slapd.start(Slapd.Options.of(COMPANY)
                .global("moduleload ppolicy", "moduleload syncprov")
                .database("overlay ppolicy", "overlay syncprov", "index entryCSN,entryUUID eq"))) {
            leaves(
                    slapd::change,
                    "pwdAccountLockedTime: 000001010000Z",
                    Map.of(
                            "BWDC_LDAP_PORT",
                            Integer.toString(slapd.port()),
                            "BWDC_LDAP_USERNAME",
                            Slapd.ADMIN,
                            "BWDC_LDAP_PASSWORD",
                            "admin",
                            "BWDC_LDAP_EXTERNAL_ID",
                            "entryUUID"));
        }
    }

    @Test
    void of389() {
        var server = Ds389.shared();
        server.empty();
        server.change(COMPANY);
        leaves(
                server::change,
                "nsAccountLock: TRUE",
                Map.of(
                        "BWDC_LDAP_PORT",
                        Integer.toString(server.port()),
                        "BWDC_LDAP_USERNAME",
                        Ds389.ADMIN,
                        "BWDC_LDAP_PASSWORD",
                        Ds389.PASSWORD,
                        "BWDC_LDAP_EXTERNAL_ID",
                        "nsUniqueId"));
    }

    private void leaves(Consumer<String> directory, String mark, Map<String, String> settings) {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL)) {
            var every = environment(organization, settings, mark.substring(0, mark.indexOf(':')), "every");
            sync(every);
            assertThat(members(organization)).contains("ann@acme.example", "bob@acme.example", "dora@acme.example");
            directory.accept("dn: " + dn("dora") + "\nchangetype: modify\nadd: " + mark.substring(0, mark.indexOf(':'))
                    + "\n" + mark + "\n");
            assertThat(runsUntilOut(organization, "dora", every)).isEqualTo(1);
            directory.accept("dn: cn=staff,ou=groups," + ROOT + "\nchangetype: modify\ndelete: member\nmember: "
                    + dn("bob") + "\n");
            directory.accept("dn: " + dn("bob") + "\nchangetype: delete\n");
            assertThat(runsUntilOut(organization, "bob", every)).isEqualTo(1);
            directory.accept("dn: " + dn("dora") + "\nchangetype: delete\n");
            sync(every);
            assertThat(members(organization))
                    .contains("ann@acme.example", "cid@acme.example")
                    .hasSize(3);

            // The server tells who is gone, so the next run knows, without reading everything.
            sync(every);
            directory.accept("dn: " + dn("cid") + "\nchangetype: delete\n");
            now = now.plus(Duration.ofMinutes(5));
            assertThat(sync(every)).contains("read what changed, by content synchronization");
            assertThat(members(organization)).contains("ann@acme.example").hasSize(2);
        }
    }

    private Map<String, String> environment(
            EmbeddedOrganization organization, Map<String, String> settings, String mark, String state) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder.resolve(state).toString());
        all.put("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true");
        all.put("BITWARDENCLI_CONNECTOR_DEBUG", "true");
        all.put("HOME", folder.toString());
        all.put("BW_CLIENTID", "organization.11111111-2222-3333-4444-555555555555");
        all.put("BW_CLIENTSECRET", "demo-client-secret");
        all.put("BWDC_SERVER", organization.url().toString());
        all.put("BWDC_DIRECTORY", "ldap");
        all.put("BWDC_LDAP_HOSTNAME", "127.0.0.1");
        all.put("BWDC_LDAP_AD", "false");
        all.put("BWDC_LDAP_ROOT_PATH", ROOT);
        all.put("BWDC_LDAP_DISABLED_BY", mark);
        all.put("BWDC_SYNC_USERS", "true");
        all.put("BWDC_SYNC_GROUPS", "true");
        all.put("BWDC_SYNC_REMOVE_DISABLED", "true");
        all.put("BWDC_SYNC_REMOVE_MISSING", "true");
        all.put("BWDC_SYNC_USER_PATH", "ou=people");
        all.put("BWDC_SYNC_GROUP_PATH", "ou=groups");
        all.put("BWDC_SYNC_USER_OBJECT_CLASS", "inetOrgPerson");
        all.put("BWDC_SYNC_GROUP_OBJECT_CLASS", "groupOfNames");
        all.put("BWDC_SYNC_USER_EMAIL_ATTRIBUTE", "mail");
        all.put("BWDC_SYNC_GROUP_NAME_ATTRIBUTE", "cn");
        all.put("BWDC_SYNC_MEMBER_ATTRIBUTE", "member");
        return all;
    }

    /** Half a day lies between two runs. */
    private int runsUntilOut(EmbeddedOrganization organization, String uid, Map<String, String> environment) {
        for (int runs = 1; runs < 10; runs++) {
            now = now.plus(Duration.ofHours(13));
            sync(environment);
            if (!members(organization).contains(uid + "@acme.example")) {
                return runs;
            }
        }
        throw new AssertionError(uid + " is still in the organization");
    }

    private static List<String> members(EmbeddedOrganization organization) {
        return List.copyOf(organization.members());
    }

    /** Tells what was said on the way. */
    private String sync(Map<String, String> environment) {
        var host = new TestHost().with(environment).at(Clock.fixed(now, ZoneOffset.UTC));
        var program = new Program(
                new Release("0", Optional::empty),
                Path.of("/nonexistent"),
                Catalog.SOURCES,
                Catalog.SCHEDULERS,
                status -> {});
        assertThat(program.run(host.host(), List.of("sync")))
                .as(host.out() + host.err())
                .isZero();
        return host.err();
    }
}
