package bwdc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraFilterTest {
    private static final String A = "0a000000-0000-4000-8000-00000000000a";
    private static final String B = "0b000000-0000-4000-8000-00000000000b";
    private static final String C = "0c000000-0000-4000-8000-00000000000c";

    private static EntraFilter.Users users(String text) {
        return EntraFilter.users(Optional.of(text), "sync.userFilter");
    }

    private static EntraFilter.Groups groups(String text) {
        return EntraFilter.groups(Optional.of(text), "sync.groupFilter");
    }

    @Test
    void withoutAFilterEverybodyIsMeant() {
        assertThat(EntraFilter.users(Optional.empty(), "sync.userFilter")).isEqualTo(new EntraFilter.All());
        assertThat(groups("  ")).isEqualTo(new EntraFilter.All());
        assertThat(users(" | ")).isEqualTo(new EntraFilter.All());
    }

    @Test
    void usersAreMeantByMail() {
        assertThat(users("Include: Ann@Acme.example ,bob@acme.example,"))
                .isEqualTo(new EntraFilter.ByName(
                        new SetFilter.Named(true, Set.of("ann@acme.example", "bob@acme.example"))));
        assertThat(users("exclude:ann@acme.example|"))
                .isEqualTo(new EntraFilter.ByName(new SetFilter.Named(false, Set.of("ann@acme.example"))));
    }

    @Test
    void usersAreMeantByGroups() {
        assertThat(users("excludeGroup:" + A + "," + B)).isEqualTo(new EntraFilter.NotMembersOf(Set.of(A, B)));
        assertThat(users("includeGroup:" + A.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(new EntraFilter.MembersOf(Set.of(A), Set.of(), Set.of()));
    }

    @Test
    void whatIsLeftOutOfGroupsAddsUp() {
        assertThat(users("includeGroup:" + A + " | excludeGroup: " + B + "|exclude:Ann@acme.example|excludegroup:" + C
                        + "|EXCLUDE:bob@acme.example"))
                .isEqualTo(new EntraFilter.MembersOf(
                        Set.of(A), Set.of(B, C), Set.of("ann@acme.example", "bob@acme.example")));
    }

    @Test
    void groupsAreMeantByNameOrUnit() {
        assertThat(groups("include:Sales, North"))
                .isEqualTo(new EntraFilter.ByName(new SetFilter.Named(true, Set.of("sales", "north"))));
        assertThat(groups("includeAdministrativeUnit:" + A)).isEqualTo(new EntraFilter.ByUnit(true, Set.of(A)));
        assertThat(groups("excludeadministrativeunit: " + A + " , " + B))
                .isEqualTo(new EntraFilter.ByUnit(false, Set.of(A, B)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "includes:ann@acme.example; 0; none of include",
                "'  ann@acme.example'; 2; neither of include:",
                "include:; 8; no name follows",
                "include:a:b; 9; cannot have a colon",
                "|include:ann@acme.example; 0; before the bar",
                "include:ann@acme.example|exclude:bob@acme.example; 25; only after includeGroup:",
                "includeGroup:Sales; 13; an object id",
                "includeGroup:0a000000-0000-4000-8000-00000000000a, x; 51; an object id",
                "includeGroup:0a000000-0000-4000-8000-00000000000a|include:ann@acme.example; 50; none of exclude",
                "includeGroup:0a000000-0000-4000-8000-00000000000a|excludeGroup:0b; 63; an object id",
                "includeAdministrativeUnit:0a000000-0000-4000-8000-00000000000a; 0; none of include",
            })
    void aMalformedUserFilterShowsThePlace(String filter, int place, String why) {
        var problem = EntraFilter.problem(filter, "sync.userFilter").orElseThrow();
        assertThat(problem.place()).isEqualTo(place);
        assertThat(problem.why()).contains(why);
        assertThatThrownBy(() -> users(filter)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.sentence()).contains("sync.userFilter");
            assertThat(fault.details()).isEqualTo(problem.picture());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include:Sales|name eq 'North'",
                "includeGroup:0a000000-0000-4000-8000-00000000000a",
                "includeAdministrativeUnit:North",
                "Sales"
            })
    void aMalformedGroupFilterIsRefused(String filter) {
        assertThatThrownBy(() -> groups(filter)).isInstanceOf(Fault.class).hasMessageContaining("sync.groupFilter");
    }

    @Test
    void cloudsAreKnownByTheHostThatSignsIn() {
        assertThat(EntraCloud.of("login.microsoftonline.com")).contains(EntraCloud.GLOBAL);
        assertThat(EntraCloud.of(" https://Login.MicrosoftOnline.us/ ")).contains(EntraCloud.US_GOVERNMENT);
        assertThat(EntraCloud.of("login.chinacloudapi.cn")).contains(EntraCloud.CHINA);
        assertThat(EntraCloud.of("login.microsoftonline.de")).isEmpty();
        assertThat(EntraCloud.isGraph("DoD-graph.microsoft.us")).isTrue();
        assertThat(EntraCloud.isGraph("127.0.0.1")).isFalse();
    }
}
