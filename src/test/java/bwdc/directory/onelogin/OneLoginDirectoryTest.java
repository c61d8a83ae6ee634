package bwdc.directory.onelogin;

import static bwdc.directory.onelogin.OpenAccount.role;
import static bwdc.directory.onelogin.OpenAccount.user;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.onelogin.OneLoginTenant;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.fault.ExitCode;
import bwdc.json.JsonObject;
import bwdc.run.Gathered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a read of OneLogin asks for, and what it makes of the answers. */
class OneLoginDirectoryTest {
    @TempDir
    private Path folder;

    private static List<String> mails(DirectorySnapshot snapshot) {
        return snapshot.users().stream().map(DirectoryUser::email).toList();
    }

    private static List<String> members(DirectorySnapshot snapshot, String group) {
        return snapshot.groups().stream()
                .filter(each -> each.name().equals(group))
                .map(DirectoryGroup::members)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsUsersAndRolesPageByPage() {
        try (var account = OpenAccount.small(folder)) {
            var read = account.read();
            assertThat(read.users())
                    .containsExactly(
                            new DirectoryUser("11 (ann)", "11", "ann@acme.example", false, false),
                            new DirectoryUser("12 (bob@acme.example)", "12", "bob@acme.example", true, false),
                            new DirectoryUser("14 (dan)", "14", "dan@acme.example", false, false),
                            new DirectoryUser("15 (eve)", "15", "eve@acme.example", false, false));
            assertThat(read.groups())
                    .containsExactly(
                            new DirectoryGroup("7", "7", "Sales", List.of("11", "12", "13"), List.of()),
                            new DirectoryGroup("8", "8", "Ops", List.of("11"), List.of()),
                            new DirectoryGroup("9", "9", "Board", List.of("15"), List.of()));
            assertThat(read.leftOut()).containsExactly("13");
            assertThat(read.full()).isTrue();
            assertThat(read.warnings()).isEmpty();
            assertThat(account.asked()).hasSize(5);
            var token = account.tenant.server().asks().getFirst();
            assertThat(token.path()).isEqualTo("/auth/oauth2/v2/token");
            assertThat(token.header("content-type")).contains("application/json; charset=utf-8");
            assertThat(token.text()).isEqualTo("{\"grant_type\":\"client_credentials\"}");
        }
    }

    @Test
    void rolesHaveTheirMembersWithoutUsersToo() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_USERS", "false")) {
            var read = account.read();
            assertThat(read.users()).isEmpty();
            assertThat(members(read, "Sales")).containsExactly("11", "12", "13");
        }
    }

    @Test
    void withoutGroupsNoRoleIsAskedFor() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_GROUPS", "false")) {
            assertThat(account.read().groups()).isEmpty();
            assertThat(account.asked()).allMatch(each -> each.startsWith("/api/1/users"));
        }
    }

    @Test
    void aFilterOfUsersLeavesRolesWhole() {
        try (var account = OpenAccount.small(folder)
                .with("BWDC_SYNC_USER_FILTER", " Include : ANN@acme.example , dan@acme.example,")) {
            var read = account.read();
            assertThat(mails(read)).containsExactly("ann@acme.example", "dan@acme.example");
            assertThat(members(read, "Sales")).containsExactly("11", "12", "13");
            assertThat(read.leftOut()).containsExactly("13");
        }
    }

    @Test
    void aFilterOfRolesDropsWhoHasNone() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_GROUP_FILTER", "exclude:sales")) {
            assertThat(mails(account.read())).containsExactly("ann@acme.example", "eve@acme.example");
            account.with("BWDC_SYNC_REMOVE_DISABLED", "true");
            assertThat(mails(account.read()))
                    .containsExactly("ann@acme.example", "bob@acme.example", "eve@acme.example");
        }
    }

    @Test
    void aQueryGoesToOneLoginAsItIsWritten() {
        try (var account = OpenAccount.small(folder)
                .with("BWDC_SYNC_USER_FILTER", "exclude:dan@acme.example | email=*@acme.example&status=1")
                .with("BWDC_SYNC_GROUP_FILTER", "|name=*s*")) {
            var read = account.read();
            assertThat(mails(read)).containsExactly("ann@acme.example");
            assertThat(read.groups()).extracting(DirectoryGroup::name).containsExactly("Sales", "Ops");
            // The members are those whom the query found, as in the reference.
            assertThat(members(read, "Sales")).containsExactly("11");
            assertThat(account.asked())
                    .containsExactlyInAnyOrder("/api/1/users?email=*@acme.example&status=1", "/api/1/roles?name=*s*");
        }
    }

    @Test
    void aQueryIsAskedOnEveryPage() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_USER_FILTER", "|email=*@acme*")) {
            assertThat(mails(account.read())).hasSize(3);
            assertThat(account.asked().stream().filter(each -> each.startsWith("/api/1/users")))
                    .hasSize(2)
                    .allMatch(each -> each.contains("email=*@acme*"));
        }
    }

    @Test
    void thousandsOfMembersOfManyRolesAreFoundInOnePass() {
        var roles = LongStream.range(0, 400)
                .mapToObj(id -> role(id + 1, "role " + id))
                .toList();
        var all = LongStream.range(0, 400).mapToObj(id -> id + 1).toArray(Long[]::new);
        List<JsonObject> users = new ArrayList<>();
        for (long id = 1; id <= 5_000; id++) {
            users.add(user(id, "u" + id + "@acme.example", "u" + id, 1, all));
        }
        var people = new ArrayList<Person>();
        for (var user : users) {
            try {
                people.add(Person.of(user));
            } catch (Malformed e) {
                throw new AssertionError(e);
            }
        }
        var start = System.nanoTime();
        var members = new RoleMembers(people);
        for (var each : roles) {
            assertThat(members.of(new Role(String.valueOf(each.get("id")), ""))).hasSize(5_000);
        }
        // The reference looks at each user's roles for each role: 800 million looks.
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    @Test
    void whoComesTwiceCountsOnceAsTheyAreLater() {
        try (var account = new OpenAccount(
                folder,
                List.of(
                        user(1, "a@acme.example", "a", 1, 7L),
                        user(2, "b@acme.example", "b", 1, 7L),
                        user(1, "new@acme.example", "a", 1)),
                List.of(role(7, "Sales")))) {
            account.tenant.server().reply(OpenAccount.USERS, pageOf(account, 0, 2), pageOf(account, 2, 3));
            var read = account.read();
            assertThat(mails(read)).containsExactly("new@acme.example", "b@acme.example");
            assertThat(members(read, "Sales")).containsExactly("2");
        }
    }

    private static bwdc.demo.loopback.Reply pageOf(OpenAccount account, int from, int to) {
        var users = List.of(
                user(1, "a@acme.example", "a", 1, 7L),
                user(2, "b@acme.example", "b", 1, 7L),
                user(1, "new@acme.example", "a", 1));
        return bwdc.demo.loopback.Reply.json(
                200,
                new JsonObject()
                        .put("status", new JsonObject().put("error", false).put("code", 200L))
                        .put(
                                "pagination",
                                new JsonObject()
                                        .put(
                                                "next_link",
                                                to < 3
                                                        ? account.tenant.address() + "/api/1/users?after_cursor=x"
                                                        : null))
                        .put("data", users.subList(from, to)));
    }

    @Test
    void idsBeyondTheExactNumbersOfJavaScriptStayWhatTheyAre() {
        long huge = (1L << 53) + 1;
        try (var account = new OpenAccount(
                folder,
                List.of(user(huge, "a@acme.example", "a", 1, huge)),
                List.of(role(huge, "Huge"), role(huge + 1, "Next")))) {
            var read = account.read();
            assertThat(read.users().getFirst().externalId()).isEqualTo("9007199254740993");
            assertThat(members(read, "Huge")).containsExactly("9007199254740993");
            assertThat(members(read, "Next")).isEmpty();
        }
    }

    @Test
    void blanksAroundAMailAreToldOf() {
        try (var account = new OpenAccount(folder, List.of(user(1, " kai@acme.example ", "kai", 1)), List.of())
                .with("BWDC_SYNC_GROUPS", "false")) {
            assertThat(mails(account.read())).containsExactly("kai@acme.example");
            account.with("BWDC_SYNC_USE_EMAIL_PREFIX_SUFFIX", "true").with("BWDC_SYNC_EMAIL_SUFFIX", "@Suffix.example");
            var read = account.read();
            assertThat(mails(read)).containsExactly("kai@suffix.example");
            assertThat(read.warnings())
                    .singleElement()
                    .asString()
                    .contains("1 (kai)")
                    .contains("blanks");
        }
    }

    @Test
    void whoIsLeftOutIsNamed() {
        try (var account = OpenAccount.small(folder)) {
            var gathered = new Gathered();
            account.findings = gathered;
            account.read();
            assertThat(gathered.leftOut())
                    .containsOnlyKeys("13")
                    .containsEntry("13", new Gathered.LeftOut("13 (cat)", "without mail"));
        }
    }

    @Test
    void regionsAreThoseThatThereAre() {
        try (var account = OpenAccount.small(folder).with("BWDC_ONELOGIN_API_URL", "")) {
            account.with("BWDC_ONELOGIN_REGION", "evil.example/#");
            var fault = account.refusal();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault).hasMessageContaining("onelogin.region");
            assertThat(fault.hint().orElseThrow()).contains("onelogin.apiUrl");
        }
        try (var account = OpenAccount.small(folder).with("BWDC_ONELOGIN_REGION", "mars")) {
            assertThat(account.read().users()).hasSize(4);
        }
    }

    @Test
    void whatIsMissingIsNamedWithItsPlace() {
        for (var variable : List.of("BWDC_ONELOGIN_CLIENT_ID", "BWDC_ONELOGIN_CLIENT_SECRET")) {
            try (var account = OpenAccount.small(folder).with(variable, "")) {
                var fault = account.refusal();
                assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                assertThat(fault).hasMessageStartingWith("Directory configuration incomplete");
                assertThat(fault.hint().orElseThrow()).contains("API Credentials");
            }
        }
    }

    @Test
    void aMalformedFilterIsShownAndNothingIsAsked() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_USER_FILTER", "includes:ann@acme.example")) {
            var fault = account.refusal();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault).hasMessageContaining("sync.userFilter");
            assertThat(account.tenant.server().asks()).isEmpty();
        }
    }

    @Test
    void usersAndRolesAreReadSideBySide() {
        try (var account = OpenAccount.small(folder)) {
            account.tenant.server().delay(java.time.Duration.ofMillis(300));
            account.read();
            assertThat(account.tenant.server().mostAtOnce()).isEqualTo(2);
        }
    }

    @Test
    void orOneRequestAfterTheOther() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_PARALLEL_REQUESTS", "1")) {
            account.tenant.server().delay(java.time.Duration.ofMillis(50));
            assertThat(account.read().users()).isNotEmpty();
            assertThat(account.tenant.server().mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void theSecretIsSentToTheTokenAddressAlone() {
        try (var account = OpenAccount.small(folder)) {
            account.read();
            assertThat(account.tenant.server().asks().stream().filter(OpenAccount.TOKEN.negate()))
                    .allMatch(ask -> ask.header("authorization").orElse("").equals("bearer:demo-onelogin-token-1"));
            assertThat(OneLoginTenant.CLIENT_SECRET).isNotEmpty();
        }
    }
}
