package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers the settings mean, and those that DNS names. */
class ServersTest {
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static Servers servers(String hostname, int port, boolean ldaps) {
        return Servers.of(Optional.of(hostname), Optional.empty(), port, ldaps).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dc1.company.com | dc1.company.com:389",
                "' dc1 ' | dc1:389",
                "dc1, dc2:636,dc3 | dc1:389 dc2:636 dc3:389",
                "10.0.0.1:3268 10.0.0.2 | 10.0.0.1:3268 10.0.0.2:389",
                "::1 | ::1:389",
                "[::1] | ::1:389",
                "[::1]:636, 2001:db8::7 | ::1:636 2001:db8::7:389",
            })
    void areListed(String hostname, String expected) {
        assertThat(((Servers.Listed) servers(hostname, 389, false))
                        .servers().stream()
                                .map(server -> server.host() + ":" + server.port())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void areLookedUpForADomain() {
        assertThat(servers("srv:company.com", 389, false))
                .isEqualTo(new Servers.Published("_ldap._tcp.company.com", "company.com", Optional.empty()));
        assertThat(servers("srv:company.com.", 389, true))
                .isEqualTo(new Servers.Published("_ldap._tcp.company.com", "company.com", Optional.of(636)));
        assertThat(servers("srv:_gc._tcp.Oslo._sites.company.com", 3268, false))
                .isEqualTo(new Servers.Published("_gc._tcp.Oslo._sites.company.com", "company.com", Optional.of(3268)));
        assertThat(Servers.of(Optional.empty(), Optional.of("company.com"), 389, false))
                .contains(new Servers.Published("_ldap._tcp.company.com", "company.com", Optional.empty()));
        assertThat(Servers.of(Optional.empty(), Optional.empty(), 389, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv:", "srv:a b", "srv:a/b", "srv:\"a\"", "srv:a..b"})
    void aDomainThatIsNoneIsRefused(String hostname) {
        assertThatThrownBy(() -> servers(hostname, 389, false))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS));
    }

    private static final Servers.Published COMPANY =
            new Servers.Published("_ldap._tcp.company.com", "company.com", Optional.empty());

    private static List<String> found(NameServer names, long seed, String last) {
        return new ServiceRecords(names.url(), PATIENCE, new SplittableRandom(seed), line -> {})
                .servers(COMPANY, last).stream()
                        .map(server -> server.host() + ":" + server.port())
                        .toList();
    }

    @Test
    void comeByPriority() {
        try (var names = NameServer.with(
                "20 0 389 dc3.company.com", "0 100 389 dc1.company.com", "10 100 1389 DC2.Company.com")) {
            for (int seed = 0; seed < 5; seed++) {
                assertThat(found(names, seed, "dc3.company.com"))
                        .containsExactly("dc1.company.com:389", "DC2.Company.com:1389", "dc3.company.com:389");
            }
            assertThat(names.asked()).containsOnly("_ldap._tcp.company.com.");
        }
    }

    @Test
    void comeByWeightWithinAPriority() {
        try (var names = NameServer.with("0 90 389 dc1.company.com", "0 10 389 dc2.company.com")) {
            Map<String, Integer> first = new HashMap<>();
            for (int seed = 0; seed < 200; seed++) {
                var found = found(names, seed, "");
                assertThat(found).hasSize(2).doesNotHaveDuplicates();
                first.merge(found.getFirst(), 1, Integer::sum);
            }
            assertThat(first.get("dc1.company.com:389")).isBetween(150, 199);
        }
    }

    @Test
    void theOneThatWasReadLastComesFirstAmongItsEquals() {
        try (var names =
                NameServer.with("0 100 389 dc1.company.com", "0 0 389 dc2.company.com", "0 100 389 dc3.company.com")) {
            for (int seed = 0; seed < 10; seed++) {
                assertThat(found(names, seed, "DC2.company.com").getFirst()).isEqualTo("dc2.company.com:389");
            }
        }
    }

    @Test
    void serversOfOtherDomainsAreNotUsed() {
        List<String> debug = new ArrayList<>();
        try (var names = NameServer.with("0 0 389 dc1.company.com", "0 0 389 dc1.evilcompany.com")) {
            assertThat(new ServiceRecords(names.url(), PATIENCE, new SplittableRandom(1), debug::add)
                            .servers(COMPANY, ""))
                    .containsExactly(new Server("dc1.company.com", 389));
            assertThat(debug).anySatisfy(line -> assertThat(line).contains("dc1.evilcompany.com", "not used"));
        }
        try (var names = NameServer.with("0 0 389 company.com.evil.com")) {
            fails(names, "is below company.com", "name them in ldap.hostname");
        }
    }

    @Test
    void aDomainWithoutServersIsAnError() {
        try (var names = NameServer.withoutTheName()) {
            fails(names, "DNS names no servers for _ldap._tcp.company.com.", "ldap.hostname");
        }
        try (var names = NameServer.with()) {
            fails(names, "DNS names no servers for _ldap._tcp.company.com.", "ldap.hostname");
        }
        try (var names = NameServer.with("0 0 0 .")) {
            fails(names, "DNS names no servers for _ldap._tcp.company.com.", "ldap.hostname");
        }
    }

    @Test
    void nameServersThatDoNotAnswerAreAnErrorInBoundedTime() {
        try (var names = NameServer.silent()) {
            fails(names, "DNS cannot be asked for the servers of company.com: no name server answers", "name servers");
        }
    }

    private static void fails(NameServer names, String sentence, String hint) {
        assertThatThrownBy(() -> found(names, 1, "")).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        });
    }
}
