package bwdc.directory.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.okta.OktaOptions;
import bwdc.demo.okta.OktaTenant;
import bwdc.demo.sample.SampleCompany;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is told with exit code 5, or tried again until the read is whole; a short list never passes for a whole one. */
class OktaFaultsTest {
    private static final Predicate<Ask> SECOND_PAGE_OF_USERS = asking("/api/v1/users\\?.*after=.*");
    private static final Predicate<Ask> MEMBERS = asking("/api/v1/groups/.+/users\\?.*");
    private static final Predicate<Ask> USERS = asking("/api/v1/users\\?.*");

    @TempDir
    private Path folder;

    private OktaTenant tenant;
    private Okta okta;

    @BeforeEach
    void start() {
        start(OktaOptions.USUAL);
    }

    private void start(OktaOptions options) {
        stop();
        tenant = OktaTenant.start(OktaDirectoryTest.company(), options);
        okta = new Okta(tenant, folder);
    }

    @AfterEach
    void stop() {
        if (tenant != null) {
            tenant.close();
        }
    }

    private static Predicate<Ask> asking(String address) {
        return ask -> (ask.path() + "?" + ask.rawQuery()).matches(address);
    }

    private Fault fault() {
        var fault = catchThrowableOfType(Fault.class, okta::read);
        assertThat(fault).as("a fault").isNotNull();
        assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
        return fault;
    }

    private void isWhole() {
        var snapshot = okta.read();
        assertThat(snapshot.users()).hasSize(6);
        assertThat(Okta.groups(snapshot).values()).containsExactlyInAnyOrder(5, 0, 6);
    }

    static Stream<Arguments> passing() {
        var error = Reply.json(503, new JsonObject().put("errorCode", "E0000009"));
        return Stream.of(
                Arguments.of("503", SECOND_PAGE_OF_USERS, List.of(error, error)),
                Arguments.of("504", MEMBERS, List.of(Reply.empty(504))),
                Arguments.of("500 once", USERS, List.of(Reply.empty(500))),
                Arguments.of("reset", SECOND_PAGE_OF_USERS, List.of(Reply.hangingUp())),
                Arguments.of(
                        "429 with Retry-After",
                        MEMBERS,
                        List.of(Reply.empty(429).with("Retry-After", "3"))),
                Arguments.of("429 without", SECOND_PAGE_OF_USERS, List.of(Reply.empty(429), Reply.empty(429))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void isTriedAgain(String name, Predicate<Ask> when, List<Reply> replies) {
        tenant.server().reply(when, replies.toArray(Reply[]::new));
        isWhole();
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                Arguments.of(
                        "500", MEMBERS, error(500, "E0000009", "Internal Server Error"), 20, "Internal Server Error"),
                Arguments.of("503", USERS, Reply.empty(503), 30, "could not answer /api/v1/users"),
                Arguments.of("429", MEMBERS, error(429, "E0000047", "API call exceeded rate limit"), 60, "rate limit"),
                Arguments.of("resets", SECOND_PAGE_OF_USERS, Reply.hangingUp(), 40, "broke off"),
                Arguments.of("no JSON", SECOND_PAGE_OF_USERS, Reply.text(200, "text/html", "<html>"), 1, "no JSON"),
                Arguments.of("cut", MEMBERS, Reply.text(200, "application/json", "[{\"id\":\"00u"), 1, "no JSON"),
                Arguments.of("an object", USERS, Reply.json(200, new JsonObject()), 2, "the list"),
                Arguments.of("no object", MEMBERS, Reply.json(200, List.of("00u1")), 1, "the list"),
                Arguments.of(
                        "no id", SECOND_PAGE_OF_USERS, Reply.json(200, List.of(new JsonObject())), 1, "without an id"),
                Arguments.of(
                        "a deleted group",
                        MEMBERS,
                        error(404, "E0000007", "Not found: Resource not found: 00g1 (UserGroup)"),
                        1,
                        "A group was deleted while"),
                Arguments.of(
                        "a redirection", USERS, Reply.empty(302).with("Location", "https://x.example"), 1, "points"),
                Arguments.of(
                        "another host", USERS, next("https://elsewhere.example/api/v1/users?after=x"), 2, "elsewhere"),
                Arguments.of(
                        "not encrypted", USERS, next("http://127.0.0.1/api/v1/users?after=x"), 2, "http://127.0.0.1"),
                Arguments.of("no address", USERS, next("https://["), 2, "no address"));
    }

    private static Reply error(int status, String code, String summary) {
        return Reply.json(status, new JsonObject().put("errorCode", code).put("errorSummary", summary));
    }

    private static Reply next(String link) {
        return Reply.json(200, List.of()).with("Link", "<" + link + ">; rel=\"next\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lasting")
    void endsTheRead(String name, Predicate<Ask> when, Reply reply, int times, String words) {
        tenant.server()
                .reply(when, IntStream.range(0, times).mapToObj(i -> reply).toArray(Reply[]::new));
        var fault = fault();
        assertThat(fault.sentence()).contains(words);
        assertThat(fault.hint()).isPresent();
    }

    @Test
    void pagesThatLeadInACircleEndTheRead() {
        var path = tenant.server().url() + "/api/v1/users?limit=200";
        tenant.server().reply(USERS, next(path + "&after=a"), next(path), next(path + "&after=a"), next(path));
        assertThat(fault().sentence()).contains("was there before");
    }

    /** A proxy that lets only some headers through hides that a list goes on. */
    @Test
    void aFullPageIsNotTheLastWhereNoAnswerHasALink() {
        List<JsonObject> full = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            full.add(new JsonObject().put("id", "00u" + i).put("status", "ACTIVE"));
        }
        okta.sync("groups", false);
        tenant.server().reply(USERS, Reply.json(200, full), Reply.json(200, List.of()));
        assertThat(fault().sentence()).contains("has no header Link");
        tenant.server().reply(USERS, Reply.json(200, full.subList(0, 199)), Reply.json(200, List.of()));
        assertThat(okta.read().leftOut()).hasSize(199);
        tenant.server().reply(USERS, Reply.json(200, full));
        assertThat(okta.read().leftOut()).as("another list has one").contains("00u199");
    }

    @Test
    void anEmptyPageWithANextOneIsNotTheLast() {
        var next = tenant.server().url() + "/api/v1/users?limit=200&filter=,";
        tenant.server().reply(USERS, Reply.json(200, List.of()), next(next));
        assertThat(catchThrowableOfType(Fault.class, okta::read).sentence())
                .as("the page with the comma was asked for")
                .contains("sync.userFilter");
        assertThat(okta.asks()).contains("users ,");
    }

    @Test
    void aWrongTokenIsToldWithTheWayToANewOne() {
        okta.set("token", "wrong");
        var fault = fault();
        assertThat(fault.sentence()).contains("refused the sign-in").contains("Invalid token provided (E0000011)");
        assertThat(fault.hint().orElseThrow()).contains("Security > API > Tokens");
        assertThat(okta.asks().size()).isLessThanOrEqualTo(3);
        assertThat(fault.toString() + fault.hint()).doesNotContain("wrong");
    }

    /** What comes along when a token is copied from a page or a mail. */
    @ParameterizedTest
    @ValueSource(strings = {"00Secret\u200b", "00Sec\nret", "00Secret\u2026"})
    void aTokenThatCannotBeSentIsNotShown(String token) {
        okta.set("token", token);
        var fault = fault();
        assertThat(fault.sentence()).contains("Authorization");
        assertThat(fault.hint().orElseThrow()).contains("copied");
        assertThat(fault + " " + fault.sentence() + fault.details() + fault.hint() + fault.getCause())
                .doesNotContain("Secret", "ret");
        assertThat(okta.asks()).isEmpty();
    }

    @Test
    void missingPermissionsAreNamed() {
        start(OktaOptions.USUAL.withScopes(Set.of("okta.users.read")));
        assertThat(fault().hint().orElseThrow()).contains("Read-Only Administrator");
        okta.app();
        var fault = fault();
        assertThat(fault.sentence()).contains("invalid_scope");
        assertThat(fault.hint().orElseThrow()).contains("okta.groups.read").contains("Okta API Scopes");
    }

    @Test
    void aFilterThatOktaDoesNotUnderstandIsNamed() {
        okta.sync("userFilter", "| profile.department eq \"Sales\"");
        var fault = fault();
        assertThat(fault.sentence()).contains("sync.userFilter").contains("Invalid search criteria. (E0000031)");
        assertThat(fault.hint().orElseThrow()).contains("profile.lastName");
        okta.sync("userFilter", null).sync("groupFilter", "| profile.name sw \"S\"");
        assertThat(fault().sentence()).contains("sync.groupFilter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"includes:anna@acme.example", "include:a:b", "anna@acme.example", "exclude:a | b | c"})
    void aMalformedFilterReadsNothing(String filter) {
        okta.sync("userFilter", filter);
        var fault = catchThrowableOfType(Fault.class, okta::read);
        assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
        assertThat(fault.sentence()).contains("sync.userFilter");
        assertThat(okta.asks()).isEmpty();
    }

    @Test
    void aTokenThatEndsInTheMiddleIsRenewed() {
        okta.app();
        tenant.server().reply(SECOND_PAGE_OF_USERS, error(401, "E0000011", "Invalid token provided"));
        isWhole();
        assertThat(okta.asks().stream().filter("/oauth2/v1/token"::equals)).hasSize(2);
    }

    @Test
    void mailsThatTwoHaveAndStrangeLettersComeThroughAsTheyAre() {
        tenant.mail("bob", java.util.Optional.of("b\ud800b@acme.example"));
        assertThat(Okta.users(okta.read())).hasSize(6);
    }

    @Test
    void anAnswerThatDoesNotComeEndsTheRead() {
        tenant.server().reply(MEMBERS, Reply.json(200, List.of()).after(Duration.ofSeconds(20)));
        try (var directory = okta.open(Duration.ofSeconds(1))) {
            var fault = catchThrowableOfType(Fault.class, () -> okta.read(directory));
            assertThat(fault.sentence()).contains("no whole answer within 1 seconds");
        }
    }

    @Test
    void aGroupOfAHundredThousandIsWhole() {
        stop();
        List<SampleCompany.Person> people = new ArrayList<>();
        List<String> logins = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            people.add(new SampleCompany.Person("u" + i, "U " + i, "u" + i + "@acme.example", false, "Sales"));
            logins.add("u" + i);
        }
        var name = "n".repeat(200);
        tenant = OktaTenant.start(
                new SampleCompany(people, List.of(new SampleCompany.Group(name, logins, List.of()))),
                OktaOptions.USUAL.withLongPages());
        // The same page again and again, as a list of a hundred thousand others.
        for (int page = 0; page < 100; page++) {
            var body = new StringBuilder("[");
            for (int i = 0; i < 1000; i++) {
                body.append(i == 0 ? "" : ",")
                        .append("{\"id\":\"00u")
                        .append(page * 1000 + i)
                        .append("\"}");
            }
            var reply = new Reply(
                    200,
                    java.util.Map.of(
                            "Content-Type",
                            "application/json",
                            "Link",
                            page == 99
                                    ? "<" + tenant.server().url() + "/x>; rel=\"self\""
                                    : "<" + tenant.server().url() + "/api/v1/groups/g/users?after=" + page
                                            + ">; rel=\"next\""),
                    body.append(']').toString().getBytes(StandardCharsets.UTF_8),
                    Duration.ZERO,
                    false);
            tenant.server().reply(MEMBERS, reply);
        }
        okta = new Okta(tenant, folder);
        assertThat(Okta.groups(okta.read())).containsEntry(name, 100_000);
    }
}
