package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.testkit.SambaDomain;
import bwdc.testkit.TestHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody leaves: in Active Directory the account is disabled, moved or deleted; how many runs it takes until they are
 * out of the organization.
 */
class ActiveDirectoryLeaverTest {
    private static SambaDomain domain;

    @TempDir
    private Path state;

    private final Map<String, String> environment = new HashMap<>();
    private TestHost last = new TestHost();
    /** Two seconds lie between two runs. */
    private Instant now = Instant.now();

    @BeforeAll
    static void start() {
        domain = SambaDomain.start();
    }

    @AfterAll
    static void stop() {
        if (domain != null) {
            domain.close();
        }
    }

    private void settings(SambaDomain domain, EmbeddedOrganization organization) {
        environment.put("BITWARDENCLI_CONNECTOR_APPDATA_DIR", state.toString());
        environment.put("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true");
        environment.put("HOME", state.toString());
        environment.put("BW_CLIENTID", "organization.11111111-2222-3333-4444-555555555555");
        environment.put("BW_CLIENTSECRET", "demo-client-secret");
        environment.put("BWDC_SERVER", organization.url().toString());
        environment.put("BWDC_DIRECTORY", "ldap");
        environment.put("BWDC_LDAP_HOSTNAME", domain.host());
        environment.put("BWDC_LDAP_PORT", "636");
        environment.put("BWDC_LDAP_SSL", "true");
        environment.put("BWDC_LDAP_SSL_CA_PATH", domain.authority().toString());
        environment.put("BWDC_LDAP_ROOT_PATH", "dc=corp,dc=example,dc=test");
        environment.put("BWDC_LDAP_USERNAME", SambaDomain.ADMIN);
        environment.put("BWDC_LDAP_PASSWORD", SambaDomain.PASSWORD);
        environment.put("BWDC_SYNC_USERS", "true");
        environment.put("BWDC_SYNC_GROUPS", "true");
        environment.put("BWDC_SYNC_USER_PATH", "OU=People;OU=Leavers");
        environment.put("BWDC_SYNC_GROUP_PATH", "OU=Groups");
    }

    private void sync() {
        now = now.plusSeconds(2);
        last = new TestHost().with(environment).at(Clock.fixed(now, ZoneOffset.UTC));
        var program = new Program(
                new Release("0", Optional::empty),
                Path.of("/nonexistent"),
                Catalog.SOURCES,
                Catalog.SCHEDULERS,
                status -> {});
        var status = program.run(last.host(), List.of("sync"));
        assertThat(status).as(last.out() + last.err()).isZero();
    }

    /** How many runs it takes until somebody is out, at most three. */
    private int runsUntilOut(EmbeddedOrganization organization, String mail) {
        for (int runs = 1; runs <= 3; runs++) {
            sync();
            if (!organization.members().contains(mail)) {
                return runs;
            }
        }
        throw new AssertionError(mail + " is still in the organization\n" + last.out() + last.err());
    }

    private static String mail(int number) {
        return "leaver-" + number + "@corp.example.test";
    }

    private static void disable(SambaDomain domain, int number) {
        domain.change("""
                dn: %s
                changetype: modify
                replace: userAccountControl
                userAccountControl: 514
                """.formatted(SambaDomain.dn("leaver-" + number, "Leavers")));
    }

    /** Incremental reads are what a plain sync makes; with one second each read is a full one. */
    @ParameterizedTest
    @CsvSource({"1, 24h", "2, 1s"})
    void isOutWithTheFirstRunAfterTheDeletion(int number, String fullEvery) {
        isOutAfterDeletion(domain, number, fullEvery);
    }

    @ParameterizedTest
    @CsvSource({"1, 24h", "2, 1s"})
    void isOutWithTheFirstRunAfterTheDeletionIntoTheRecycleBin(int number, String fullEvery) {
        isOutAfterDeletion(SambaDomain.shared(), number, fullEvery);
    }

    private void isOutAfterDeletion(SambaDomain domain, int number, String fullEvery) {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL)) {
            settings(domain, organization);
            environment.put("BWDC_SYNC_FULL_EVERY", fullEvery);
            sync();
            assertThat(organization.members()).contains(mail(number));
            disable(domain, number);
            sync();
            assertThat(organization.members()).contains(mail(number));
            domain.delete(SambaDomain.dn("leaver-" + number, "Leavers"));
            assertThat(runsUntilOut(organization, mail(number))).isEqualTo(1);
            // Once is enough: nothing is sent again.
            var imports = organization.imports().size();
            sync();
            assertThat(organization.imports()).hasSize(imports);
            assertThat(organization.members()).contains("alice@corp.example.test", mail(6));
        }
    }

    @Test
    void isOutWithTheFirstRunAfterBeingDisabledWhereThatIsSet() {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL)) {
            settings(domain, organization);
            environment.put("BWDC_SYNC_REMOVE_DISABLED", "true");
            sync();
            disable(domain, 3);
            assertThat(runsUntilOut(organization, mail(3))).isEqualTo(1);
            domain.delete(SambaDomain.dn("leaver-3", "Leavers"));
            sync();
            assertThat(organization.members()).doesNotContain(mail(3));
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 24h", "5, 1s"})
    void isOutWithTheDeletionWhenMovedOutOfSightBefore(int number, String fullEvery) {
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL)) {
            settings(domain, organization);
            environment.put("BWDC_SYNC_FULL_EVERY", fullEvery);
            sync();
            move(SambaDomain.dn("leaver-" + number, "Leavers"), "leaver-" + number);
            sync();
            sync();
            assertThat(organization.members()).contains(mail(number));
            domain.delete(SambaDomain.dn("leaver-" + number, "Service"));
            assertThat(runsUntilOut(organization, mail(number))).isEqualTo(1);
        }
    }

    /** The server tells that they are not where people are any more. */
    @ParameterizedTest
    @ValueSource(strings = {"24h", "1s"})
    void isOutWithTheNextRunWhenMovedOutOfSightWhereThatIsSet(String fullEvery) {
        var name = "mover-" + fullEvery;
        domain.change("""
                dn: %s
                objectClass: user
                sAMAccountName: %s
                mail: %s@corp.example.test
                """.formatted(SambaDomain.dn(name, "Leavers"), name, name));
        try (var organization = EmbeddedOrganization.start(OrganizationOptions.USUAL)) {
            settings(domain, organization);
            environment.put("BWDC_SYNC_FULL_EVERY", fullEvery);
            environment.put("BWDC_SYNC_REMOVE_MISSING", "true");
            sync();
            assertThat(organization.members()).contains(name + "@corp.example.test");
            move(SambaDomain.dn(name, "Leavers"), name);
            assertThat(runsUntilOut(organization, name + "@corp.example.test")).isEqualTo(1);
            assertThat(organization.members()).contains("alice@corp.example.test");
        }
    }

    private static void move(String dn, String name) {
        domain.change("""
                dn: %s
                changetype: moddn
                newrdn: CN=%s
                deleteoldrdn: 1
                newsuperior: OU=Service,%s
                """.formatted(dn, name, SambaDomain.ROOT));
    }
}
