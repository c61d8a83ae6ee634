package bwdc.directory.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.google.GoogleCompany;
import bwdc.demo.google.GoogleTenant;
import bwdc.demo.google.GoogleTenant.Options;
import bwdc.demo.google.ServiceAccount;
import bwdc.demo.sample.SampleCompany;
import bwdc.demo.sample.SampleCompany.Group;
import bwdc.demo.sample.SampleCompany.Person;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.Findings;
import bwdc.directory.Whereabouts;
import bwdc.fault.Fault;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.sync.Company;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleDirectoryTest {
    private static final ServiceAccount ACCOUNT = ServiceAccount.make(
            "bwdc-sync@acme-sync.iam.gserviceaccount.com", "104000000000000000001", "admin@acme.example");

    @TempDir
    private Path folder;

    private static Person person(String login) {
        return new Person(login, login + " Smith", login + "@acme.example", false, "IT");
    }

    /** Nested and circular groups, somebody disabled, somebody without an address. */
    static SampleCompany company() {
        return new SampleCompany(
                List.of(
                        person("ann"),
                        person("bob"),
                        person("cid"),
                        new Person("dan", "Dan", "dan@acme.example", true, "Sales"),
                        new Person("eve", "Eve", null, false, "Sales")),
                List.of(
                        new Group("all", List.of("dan"), List.of("it", "sales")),
                        new Group("it", List.of("ann", "bob"), List.of()),
                        new Group("sales", List.of("cid", "eve"), List.of()),
                        new Group("one", List.of("ann"), List.of("two")),
                        new Group("two", List.of("bob"), List.of("one")),
                        new Group("empty", List.of(), List.of())));
    }

    private static GoogleTenant start(GoogleCompany company) {
        return GoogleTenant.start(company, ACCOUNT, Options.USUAL);
    }

    private static GoogleTenant start() {
        return start(GoogleCompany.of(company()));
    }

    private static GoogleCompany company(String json) {
        return GoogleCompany.of((JsonObject) Objects.requireNonNull(Json.parse(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<String> mails(DirectorySnapshot read) {
        return read.users().stream()
                .map(user -> user.email() + (user.deleted() ? " deleted" : user.disabled() ? " disabled" : ""))
                .toList();
    }

    /** {@code name: members > groups}, both by their numbers. */
    private static List<String> groups(DirectorySnapshot read) {
        return read.groups().stream().map(GoogleDirectoryTest::words).toList();
    }

    private static String words(DirectoryGroup group) {
        var members =
                group.members().stream().map(id -> id.replaceFirst("^10*", "")).toList();
        var inner = group.groups().stream().map(id -> id.substring(0, 2)).toList();
        return group.name() + ": " + String.join(" ", members)
                + (inner.isEmpty() ? "" : " > " + String.join(" ", inner));
    }

    @Test
    void readsUsersAndGroupsWithTheLongestPagesAndNoMoreThanIsNeeded() {
        try (var tenant = start()) {
            var read = Google.on(tenant, folder).read();
            assertThat(mails(read))
                    .containsExactly(
                            "ann@acme.example", "bob@acme.example", "cid@acme.example", "dan@acme.example disabled");
            assertThat(groups(read))
                    .containsExactly("all:  > 01 02", "it: 1 2", "sales: 3 5", "one: 1 > 04", "two: 2 > 03", "empty: ");
            assertThat(read.leftOut()).containsExactly("100000000000000000005");
            assertThat(read.full()).isTrue();
            var asks = tenant.server().asks();
            assertThat(asks).hasSize(1 + 2 + 1 + 6);
            assertThat(asks.stream()
                            .filter(ask -> Google.isOf(ask, "users"))
                            .map(ask -> ask.query().get("maxResults")))
                    .containsExactly("500", "500");
            assertThat(asks.stream()
                            .filter(ask -> Google.isOf(ask, "groups") || Google.isOf(ask, "members"))
                            .map(ask -> ask.query().get("maxResults")))
                    .hasSize(7)
                    .containsOnly("200");
            assertThat(asks.getLast().query()).containsOnlyKeys("maxResults", "fields");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 500})
    void findsTheSameInPagesOfAnySize(int size) {
        try (var tenant = GoogleTenant.start(GoogleCompany.of(company()), ACCOUNT, Options.USUAL.withPages(size));
                var whole = start()) {
            assertThat(Google.on(tenant, folder).read())
                    .isEqualTo(Google.on(whole, folder).read());
        }
    }

    @Test
    void asksForMembersEightAtATime() {
        try (var tenant = start(GoogleCompany.of(SampleCompany.generated(100, 40, 5)))) {
            var google = Google.on(tenant, folder);
            google.read();
            tenant.delay(Duration.ofMillis(50));
            var before = tenant.server().asks().size();
            var read = google.read();
            assertThat(tenant.server().mostAtOnce()).isEqualTo(8);
            assertThat(tenant.server().asks()).hasSize(before + 1 + 2 + 1 + 40);
            assertThat(read.groups().stream().map(DirectoryGroup::name))
                    .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 40)
                            .mapToObj(i -> "group" + i)
                            .toList());
            google.with("sync.parallelRequests", "2").read();
            assertThatThrownBy(google.with("sync.parallelRequests", "33")::read).hasMessageContaining("not 1 to 32");
        }
    }

    @Test
    void whoIsSuspendedIsInNoGroup() {
        try (var tenant = start()) {
            tenant.disable("bob");
            assertThat(groups(Google.on(tenant, folder).read())).contains("it: 1", "two:  > 03");
            tenant.enable("bob");
            assertThat(groups(Google.on(tenant, folder).read())).contains("it: 1 2");
        }
    }

    @Test
    void whoWasDeletedAndMadeAgainIsThere() {
        try (var tenant = start()) {
            tenant.company().leave("ann");
            tenant.join(person("ann"), "it");
            var read = Google.on(tenant, folder).read();
            assertThat(mails(read)).contains("ann@acme.example", "ann@acme.example deleted");
            assertThat(Company.of(read).users().stream().filter(user -> "ann@acme.example".equals(user.email())))
                    .singleElement()
                    .matches(user -> !user.deleted() && user.externalId().endsWith("6"));
        }
    }

    @Test
    void twoUsersWithOneAddressAreBothNamed() {
        var company = company("""
                {"domain": "a.example", "customer": "C1", "users": [
                  {"id": "1", "primaryEmail": "x@a.example", "emails": []},
                  {"id": "2", "primaryEmail": "X@a.example ", "emails": []}]}""");
        try (var tenant = GoogleTenant.start(
                company, new ServiceAccount(ACCOUNT.clientEmail(), "1", "a@a.example", ACCOUNT.key()), Options.USUAL)) {
            var read = Google.on(tenant, folder).read();
            assertThatThrownBy(() -> Company.of(read))
                    .isInstanceOfSatisfying(
                            Fault.class,
                            fault -> assertThat(fault.details())
                                    .containsExactly("x@a.example is the address of 1 and of 2"));
        }
    }

    @Test
    void filtersChooseUsersByAddressAndGroupsByName() {
        try (var tenant = start()) {
            var google = Google.on(tenant, folder);
            assertThat(mails(google.with("sync.userFilter", " Exclude: ANN@acme.example , dan@acme.example")
                            .read()))
                    .containsExactly("bob@acme.example", "cid@acme.example");
            assertThat(mails(google.with("sync.userFilter", "exclude:bob@acme.example | orgUnitPath=/IT")
                            .read()))
                    .containsExactly("ann@acme.example", "cid@acme.example");
            google.with("sync.userFilter", "").with("sync.groupFilter", "include: IT, all");
            var read = google.read();
            assertThat(groups(read)).containsExactly("all:  > 01", "it: 1 2");
            assertThat(mails(read)).containsExactly("ann@acme.example", "bob@acme.example");
            assertThat(mails(google.with("sync.removeDisabled", "true").read()))
                    .containsExactly("ann@acme.example", "bob@acme.example", "dan@acme.example disabled");
            assertThat(groups(google.with("sync.groupFilter", "| name:s*").read()))
                    .containsExactly("sales: 3 5");
        }
    }

    @Test
    void aFilterThatIsNoneIsNotTakenForEverybody() {
        try (var tenant = start()) {
            assertThatThrownBy(Google.on(tenant, folder).with("sync.userFilter", "includes:ann@acme.example")::read)
                    .hasMessageContaining("sync.userFilter");
            assertThat(tenant.server().asks()).isEmpty();
        }
    }

    @Test
    void membersOfGroupsThatAreLeftOutCountOnRequest() {
        try (var tenant = start()) {
            var google = Google.on(tenant, folder).with("sync.groupFilter", "include:all");
            assertThat(groups(google.read())).containsExactly("all: ");
            assertThat(groups(google.with("gsuite.derivedMembers", "true").read()))
                    .containsExactly("all: 1 2 3 5");
        }
    }

    @Test
    void everybodyIsEverybodyWhetherUsersAreSyncedOrNot() {
        try (var tenant = start()) {
            tenant.company().addGroup("everybody");
            tenant.company().addEverybodyTo("everybody");
            var google = Google.on(tenant, folder);
            assertThat(groups(google.read())).contains("everybody: 1 2 3 4");
            var groupsOnly = google.with("sync.users", "false").read();
            assertThat(groupsOnly.users()).isEmpty();
            assertThat(groups(groupsOnly)).contains("everybody: 1 2 3 4");
        }
    }

    @Test
    void groupsOnlyReadNoUsersUnlessTheyMust() {
        try (var tenant = start()) {
            Google.on(tenant, folder).with("sync.users", "false").read();
            assertThat(tenant.server().asks()).noneMatch(ask -> Google.isOf(ask, "users"));
        }
    }

    @Test
    void aGroupOfAHundredThousandIsReadWhole() {
        var sample = new SampleCompany(List.of(person("ann")), List.of(new Group("huge", List.of(), List.of())));
        var company = GoogleCompany.of(sample);
        company.addOutsiders("huge", 100_000);
        try (var tenant = start(company)) {
            tenant.server().forget();
            var read = Google.on(tenant, folder).read();
            assertThat(read.groups().getFirst().members()).hasSize(100_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void unpairedSurrogatesAndLongNamesAreReadAsTheyAre() {
        var company = company("""
                {"domain": "acme.example", "customer": "C1", "users": [], "groups": [
                  {"id": "g1", "name": "broken \\ud800 name", "members": []},
                  {"id": "g2", "name": "%s", "members": []},
                  {"id": "g3", "email": "nameless@acme.example", "members": []},
                  {"id": "g4", "name": " ", "email": "blank@acme.example", "members": []}]}""".formatted("x".repeat(300)));
        try (var tenant = start(company)) {
            var read = Google.on(tenant, folder).read();
            assertThat(read.groups().stream().map(group -> group.name().length()))
                    .containsExactly(13, 300);
            assertThat(read.warnings())
                    .containsExactly(
                            "left out the group nameless@acme.example: it has no name",
                            "left out the group blank@acme.example: it has no name");
        }
    }

    @Test
    void tellsWhatItDoesNotShow() {
        var recorded = company("""
                {"domain": "acme.example", "customer": "C1",
                 "users": [{"id": "1", "primaryEmail": "a@acme.example", "emails": [{"address": "a@acme.example"}]},
                           {"id": "2", "primaryEmail": "b@acme.example"}],
                 "groups": [{"id": "g1", "name": "one", "email": "one@acme.example", "members": [
                    {"id": "1", "type": "USER", "status": "ACTIVE"},
                    {"id": "9", "email": "x@partner.example", "type": "USER"},
                    {"id": "8", "email": "list@partner.example", "type": "EXTERNAL", "status": "ACTIVE"},
                    {"id": "g2", "email": "two@acme.example", "type": "GROUP"}]},
                   {"id": "g2", "name": "two", "email": "two@acme.example", "members": []}]}""");
        try (var tenant = start(recorded)) {
            var google = Google.on(tenant, folder).with("sync.groupFilter", "include:one");
            var gathered = new Gathering();
            google.read(gathered);
            assertThat(gathered.leftOut).containsExactly("2 without mail");
            assertThat(gathered.members)
                    .containsEntry("g1", List.of("4", "x@partner.example", "list@partner.example", "g2"));
            try (var inquiry = google.inquiry()) {
                var fates = inquiry.whereabouts(List.of("x@partner.example", "g2", "b@acme.example"));
                assertThat(fates.values().stream().map(Whereabouts::kind))
                        .containsExactly(Whereabouts.Kind.FOREIGN, Whereabouts.Kind.GROUP, Whereabouts.Kind.FILTERED);
            }
        }
    }

    private static final class Gathering implements Findings {
        private final List<String> leftOut = new ArrayList<>();
        private final Map<String, List<String>> members = new HashMap<>();

        @Override
        public void leftOut(String referenceId, String externalId, String why) {
            leftOut.add(externalId + " " + why);
        }

        @Override
        public void members(String group, int values, List<String> unresolved) {
            List<String> all = new ArrayList<>(List.of(Integer.toString(values)));
            all.addAll(unresolved);
            members.put(group, all);
        }
    }

    @Test
    void answersQuestionsAboutSinglePeopleAndGroups() {
        try (var tenant = start()) {
            tenant.company().leave("cid");
            var google =
                    Google.on(tenant, folder).with("sync.userFilter", "exclude:bob@acme.example | orgUnitPath=/IT");
            try (var inquiry = google.inquiry()) {
                var bob = inquiry.people("BOB@acme.example").found();
                assertThat(bob).hasSize(1);
                assertThat(bob.getFirst().clauses().stream().map(clause -> clause.text() + " " + clause.verdict()))
                        .containsExactly("exclude:bob@acme.example FAILS", "| orgUnitPath=/IT MATCHES");
                assertThat(inquiry.people("dan").found().getFirst().signs()).containsExactly("suspended: true");
                assertThat(inquiry.people("cid@acme.example").found().getFirst().deleted())
                        .isTrue();
                assertThat(inquiry.people("nobody").found()).isEmpty();
                assertThat(inquiry.groups("it@acme.example").found().getFirst().isRead())
                        .isTrue();
            }
        }
    }

    @Test
    void doctorTellsHowItReadsAndWhatToChange() {
        try (var tenant = start()) {
            var google = Google.on(tenant, folder).with("sync.groupFilter", "include:it");
            var diagnosis = google.diagnose();
            assertThat(diagnosis.facts().stream().map(fact -> fact.section() + " " + fact.name() + " " + fact.values()))
                    .contains(
                            "connection signed in as [bwdc-sync@acme-sync.iam.gserviceaccount.com]",
                            "connection reads [the domain acme.example]",
                            "users on the first page [5]",
                            "users of them disabled [1]",
                            "users deleted [0]",
                            "groups only [it]",
                            "groups on the first page [6]");
            assertThat(diagnosis.advice()).isEmpty();
            tenant.join(new Person("fay", "Fay", "fay@other.example", false, "IT"), "it");
            assertThat(google.diagnose().advice())
                    .singleElement()
                    .matches(advice -> !advice.obstacle()
                            && advice.sentence().contains("Users of other.example")
                            && advice.sentence().contains("gsuite.customer my_customer"));
            google.with("sync.userFilter", "| colour=red");
            assertThat(google.diagnose().advice())
                    .anyMatch(advice -> advice.obstacle() && advice.sentence().contains("sync.userFilter"));
        }
    }
}
