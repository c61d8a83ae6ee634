package bwdc.directory.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.directory.Cursor;
import bwdc.fault.Fault;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OktaPartsTest {
    @Test
    void findsTheNextLinkWhateverIsInTheAddresses() {
        assertThat(Links.next(List.of("<https://a.example/x?after=1,2&filter=a%3C>; rel=\"next\"")))
                .contains("https://a.example/x?after=1,2&filter=a%3C");
        assertThat(Links.next(List.of("<https://a.example/x?a=1,2>; rel=\"self\", <https://a.example/y>; title=\"a,"
                        + " b\"; rel=\"next\"")))
                .contains("https://a.example/y");
        assertThat(Links.next(List.of("<https://a.example/x>; rel=\"self\"", "<https://a.example/z>;rel=next")))
                .contains("https://a.example/z");
        assertThat(Links.next(List.of("<https://a.example/q>; rel=\"last next\"")))
                .contains("https://a.example/q");
        assertThat(Links.next(List.of("<https://a.example/next>; rel=\"self\"", "", "<https://cut")))
                .isEmpty();
    }

    @Test
    void filtersAreJoinedSoThatEachKeepsItsMeaning() {
        var time = Instant.parse("2026-01-02T03:04:05.678Z");
        var own = new NativeFilter(Optional.of("profile.lastName eq \"status\""));
        assertThat(own.since(time).text())
                .contains("(profile.lastName eq \"status\") and lastUpdated gt \"2026-01-02T03:04:05.000Z\"");
        assertThat(own.deprovisioned().text())
                .contains("(profile.lastName eq \"status\") and status eq \"DEPROVISIONED\"");
        var none = new NativeFilter(Optional.empty());
        assertThat(none.deprovisioned().text()).contains("status eq \"DEPROVISIONED\"");
        assertThat(none.groupsSince(time).text())
                .contains("(lastUpdated gt \"2026-01-02T03:04:05.000Z\" or lastMembershipUpdated gt"
                        + " \"2026-01-02T03:04:05.000Z\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status eq \"ACTIVE\"|true",
                "(profile.email eq \"a\")and(status eq \"ACTIVE\")|true",
                "profile.email eq \"a\\\" or status eq \"|false",
                "profile.status eq \"x\"|false",
                "lastUpdated gt \"2026-01-01T00:00:00.000Z\"|false"
            })
    void aStatusIsAskedForOrNot(String filter, boolean asks) {
        assertThat(new NativeFilter(Optional.of(filter)).asksForStatus()).isEqualTo(asks);
    }

    /** Both lists are read at once, and somebody may change sides meanwhile. */
    @ParameterizedTest
    @CsvSource({"1, 2, ACTIVE", "2, 1, DEPROVISIONED", "1, 1, DEPROVISIONED"})
    void ofSomebodyInBothListsTheLaterVersionCounts(int left, int active, String status) {
        var people = People.of(List.of(person("DEPROVISIONED", left)), List.of(person("ACTIVE", active)));
        assertThat(people.all()).extracting(Person::status).containsExactly(status);
    }

    private static Person person(String status, int second) {
        return new Person("00u1", status, "2026-01-01T00:00:0" + second + ".000Z", Optional.of("ann@acme.example"));
    }

    @Test
    void whatIsRememberedComesBackAsItWas() {
        var groups = List.of(
                new ReadGroup("00g1", "Sälès", "2026-01-01T00:00:00.000Z", false, List.of("00u1", "00u2")),
                new ReadGroup("00g2", "", "", true, List.of("00u2")));
        var memory = new Memory("print", Instant.parse("2026-01-01T00:00:01Z"), Set.of("00u1@x"), groups);
        assertThat(Memory.of(memory.cursor(), "print")).contains(memory);
        assertThat(Memory.of(memory.cursor(), "other")).isEmpty();
        assertThat(Memory.of(Cursor.NONE, "print")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "AAAA", "eJwDAAAAAAE="})
    void damagedMemoryIsNone(String known) {
        var values = new HashMap<>(
                new Memory("print", Instant.EPOCH, Set.of(), List.of()).cursor().values());
        values.put("okta.known", known);
        assertThat(Memory.of(new Cursor(values), "print")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.okta.com, https://acme.okta.com",
        "https://acme.okta.com/, https://acme.okta.com",
        "https://acme.okta.com//, https://acme.okta.com",
        "' acme.okta.com ', https://acme.okta.com",
        "https://id.acme.example:8443/, https://id.acme.example:8443",
        "https://sys-admin.acme.example, https://sys-admin.acme.example"
    })
    void addressesAreTakenAsPeopleWriteThem(String typed, String url) {
        assertThat(OrgUrl.parse(typed)).hasToString(url);
    }

    @Test
    void theAddressOfTheAdminConsoleIsRefusedWithTheRightOne() {
        assertThatThrownBy(() -> OrgUrl.parse("https://acme-admin.okta.com/admin/dashboard"))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.hint().orElseThrow()).contains("okta.orgUrl https://acme.okta.com"));
        assertThatThrownBy(() -> OrgUrl.parse("http://acme.okta.com")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> OrgUrl.parse("https://acme.okta.com/api/v1"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.sentence()).contains("/api/v1"));
    }
}
