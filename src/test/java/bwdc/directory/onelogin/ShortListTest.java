package bwdc.directory.onelogin;

import static bwdc.directory.onelogin.OpenAccount.NEXT_ROLES;
import static bwdc.directory.onelogin.OpenAccount.NEXT_USERS;
import static bwdc.directory.onelogin.OpenAccount.ROLES;
import static bwdc.directory.onelogin.OpenAccount.TOKEN;
import static bwdc.directory.onelogin.OpenAccount.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.fault.ExitCode;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A list that is not whole never passes for a whole one. The reference ends a list at whatever is no success, and posts
 * what it has; each of these answers was such an end.
 */
class ShortListTest {
    private static final String GOOD = "{\"error\":false,\"code\":200,\"type\":\"success\",\"message\":\"Success\"}";
    private static final String BAD =
            "{\"error\":true,\"code\":500,\"type\":\"Internal Server Error\",\"message\":\"odd\"}";

    @TempDir
    private Path folder;

    private static Reply body(int status, String json) {
        return Reply.text(status, "application/json", json);
    }

    private static Reply page(String status, String pagination, String data) {
        return body(200, "{\"status\":" + status + ",\"pagination\":" + pagination + ",\"data\":" + data + "}");
    }

    private static Reply[] always(Reply reply) {
        return Stream.generate(() -> reply).limit(10).toArray(Reply[]::new);
    }

    static Stream<Arguments> ends() {
        var last = "{\"next_link\":null}";
        return Stream.of(
                Arguments.of("500", body(500, "{\"status\":" + BAD + "}"), "OneLogin answered 500 (odd)"),
                Arguments.of("503", body(503, "busy"), "OneLogin answered 503"),
                Arguments.of("429", body(429, "{}"), "OneLogin answered 429"),
                Arguments.of("403", body(403, "{\"status\":{\"message\":\"Forbidden\"}}"), "403 (Forbidden)"),
                Arguments.of("404", body(404, ""), "OneLogin answered 404"),
                Arguments.of("401", body(401, "{\"status\":{\"message\":\"Authentication Failure\"}}"), "401"),
                Arguments.of("400", body(400, "{\"message\":\"odd one\"}"), "OneLogin answered 400 (odd one)"),
                Arguments.of("204", Reply.empty(204), "OneLogin answered 204"),
                Arguments.of("a redirect", Reply.empty(302).with("Location", "/elsewhere"), "it points to"),
                Arguments.of("cut off", Reply.hangingUp(), "the connection broke off"),
                Arguments.of("empty", Reply.text(200, "application/json", " "), "it is no JSON"),
                Arguments.of(
                        "a page of a proxy", Reply.text(200, "text/html", "<html>Sign in</html>"), "it is no JSON"),
                Arguments.of("half a body", body(200, "{\"status\":" + GOOD + ",\"data\":[{\"id\":"), "it is no JSON"),
                Arguments.of("a list", body(200, "[]"), "it is no object"),
                Arguments.of("an error with 200 and data", page(BAD, last, "[]"), "OneLogin answered 500 (odd)"),
                Arguments.of("an error with 200", body(200, "{\"status\":" + BAD + "}"), "OneLogin answered 500 (odd)"),
                Arguments.of("an error without a code", page("{\"error\":true}", last, "[]"), "OneLogin answered"),
                Arguments.of("a code that is no success", page("{\"code\":206}", last, "[]"), "OneLogin answered 206"),
                Arguments.of("no status", body(200, "{\"pagination\":" + last + ",\"data\":[]}"), "it has no status"),
                Arguments.of("a status that is a word", page("\"ok\"", last, "[]"), "it has no status"),
                Arguments.of("no data", page(GOOD, last, "null"), "the list that was asked for is not in it"),
                Arguments.of("an object as data", page(GOOD, last, "{}"), "the list that was asked for is not in it"),
                Arguments.of("numbers as data", page(GOOD, last, "[1]"), "the list that was asked for is not in it"),
                Arguments.of("no pages", page(GOOD, "null", "[]"), "it does not say what follows"),
                Arguments.of(
                        "a link that is a number", page(GOOD, "{\"next_link\":7}", "[]"), "its next_link is \"7\""),
                Arguments.of("a blank link", page(GOOD, "{\"next_link\":\" \"}", "[]"), "its next_link is \" \""),
                Arguments.of("no address", page(GOOD, "{\"next_link\":\"ht tp://%\"}", "[]"), "has no address"),
                Arguments.of("an entry without an id", page(GOOD, last, "[{\"name\":\"x\"}]"), "has as id null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void anythingButTheEndIsAFault(String name, Reply reply, String sentence) {
        for (var when : List.<Predicate<Ask>>of(NEXT_USERS, NEXT_ROLES)) {
            try (var account = OpenAccount.small(folder)) {
                account.reply(when, always(reply));
                var fault = account.refusal();
                assertThat(fault).as(name).isNotNull();
                assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
                assertThat(fault).hasMessageContaining(sentence);
                assertThat(fault.hint()).isPresent();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void onTheFirstPageToo(String name, Reply reply, String sentence) {
        try (var account = OpenAccount.small(folder)) {
            account.reply(USERS, always(reply));
            assertThat(account.refusal()).as(name).hasMessageContaining(sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/api/1/users?after_cursor=x",
                "http://127.0.0.1:PORT/api/1/users?after_cursor=x",
                "https://127.0.0.1:1/api/1/users?after_cursor=x",
                "https://127.0.0.1.evil.example:PORT/api/1/users",
                "https://user@127.0.0.1:PORT/api/1/users",
                "//evil.example/api/1/users",
                "https:///api/1/users"
            })
    void aNextPageElsewhereIsNotAskedFor(String link) {
        try (var account = OpenAccount.small(folder)) {
            var here = link.replace(
                    "PORT", Integer.toString(account.tenant.server().url().getPort()));
            account.reply(USERS, page(GOOD, "{\"next_link\":" + Json.compact(here) + "}", "[]"));
            var fault = account.refusal();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault).hasMessageContaining("as the place of more entries");
        }
    }

    @Test
    void aCircleOfPagesIsNoList() {
        try (var account = OpenAccount.small(folder)) {
            var link = account.tenant.address() + "/api/1/users";
            account.reply(USERS, page(GOOD, "{\"next_link\":" + Json.compact(link) + "}", "[]"));
            account.reply(USERS, page(GOOD, "{\"next_link\":" + Json.compact(link) + "}", "[]"));
            assertThat(account.refusal()).hasMessageContaining("its pages go round in a circle");
        }
    }

    @Test
    void anEmptyPageWithANextOneIsNotTheEnd() {
        try (var account = OpenAccount.small(folder)) {
            var link = account.tenant.address() + "/api/1/users?limit=2";
            account.reply(USERS, page(GOOD, "{\"next_link\":" + Json.compact(link) + "}", "[]"));
            assertThat(account.read().users()).hasSize(4);
        }
    }

    @Test
    void aCursorWithoutALinkIsFollowed() {
        try (var account = OpenAccount.small(folder)) {
            // The cursor of the second page, as the account itself makes it.
            account.read();
            var cursor = account.asked().stream()
                    .filter(each -> each.startsWith("/api/1/users?after_cursor="))
                    .findFirst()
                    .orElseThrow()
                    .substring("/api/1/users?after_cursor=".length())
                    .replace("%3D", "=");
            var first = Json.compact(List.of(OpenAccount.user(11, "ann@acme.example", "ann", 1)));
            account.reply(USERS, page(GOOD, "{\"next_link\":null,\"after_cursor\":\"" + cursor + "\"}", first));
            assertThat(account.read().users()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "email", "status", "role_id"})
    void aUserOfWhomOnlyAPartIsToldIsAFault(String key) {
        try (var account = OpenAccount.small(folder)) {
            var user = OpenAccount.user(11, "ann@acme.example", "ann", 1, 7L).remove(key);
            account.reply(USERS, page(GOOD, "{\"next_link\":null}", Json.compact(List.of(user))));
            var fault = account.refusal();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault).hasMessageContaining(key);
            assertThat(fault.hint().orElseThrow()).contains("sync.userFilter");
        }
    }

    static Stream<Arguments> oddValues() {
        return Stream.of(
                Arguments.of("id", null),
                Arguments.of("id", true),
                Arguments.of("id", ""),
                Arguments.of("email", 7L),
                Arguments.of("status", "active"),
                Arguments.of("role_id", 7L),
                Arguments.of("role_id", List.of(Map.of())));
    }

    @ParameterizedTest
    @MethodSource("oddValues")
    void aUserThatIsNotAsDescribedIsAFault(String key, @Nullable Object value) {
        try (var account = OpenAccount.small(folder)) {
            var odd = value instanceof List<?> list && !list.isEmpty() ? List.of(new JsonObject()) : value;
            var user = OpenAccount.user(11, "ann@acme.example", "ann", 1, 7L).put(key, odd);
            account.reply(USERS, page(GOOD, "{\"next_link\":null}", Json.compact(List.of(user))));
            assertThat(account.refusal().exitCode()).isEqualTo(ExitCode.DIRECTORY);
        }
    }

    @Test
    void aQueryThatChoosesFieldsMayNotChooseTooFew() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_USER_FILTER", "|fields=email,status")) {
            assertThat(account.refusal()).hasMessageContaining("has no role_id");
        }
        try (var account =
                OpenAccount.small(folder).with("BWDC_SYNC_USER_FILTER", "|fields=email,username,status,role_id")) {
            assertThat(account.read().users()).hasSize(4);
        }
    }

    @Test
    void aRoleWithoutANameIsAFault() {
        try (var account = OpenAccount.small(folder).with("BWDC_SYNC_GROUP_FILTER", "|fields=id")) {
            var fault = account.refusal();
            assertThat(fault).hasMessageContaining("the role 7 has no name");
            assertThat(fault.hint().orElseThrow()).contains("sync.groupFilter");
        }
        try (var account = OpenAccount.small(folder)) {
            account.reply(ROLES, page(GOOD, "{\"next_link\":null}", "[{\"id\":7,\"name\":null}]"));
            assertThat(account.refusal()).hasMessageContaining("the role 7 has as name null");
        }
    }

    @Test
    void whatPassesIsTriedAgain() {
        for (var reply : List.of(
                body(429, "{}").with("Retry-After", "1"),
                body(429, "{}"),
                body(500, "{}"),
                body(502, "<html>"),
                body(503, ""),
                body(504, ""),
                Reply.hangingUp())) {
            try (var account = OpenAccount.small(folder)) {
                account.reply(TOKEN, reply);
                account.reply(NEXT_USERS, reply);
                account.reply(NEXT_ROLES, reply);
                assertThat(account.read().users()).hasSize(4);
                // The HTTP client itself asks once more when a connection ends without an answer.
                assertThat(account.notices).hasSizeGreaterThanOrEqualTo(reply.hangUp() ? 1 : 3);
            }
        }
    }

    @Test
    void aLimitIsWaitedForAsLongAsOneLoginSays() {
        for (int status : new int[] {429, 400, 403}) {
            try (var account = OpenAccount.small(folder).with("BWDC_SYNC_GROUPS", "false")) {
                account.reply(
                        NEXT_USERS,
                        body(status, "{\"status\":{\"message\":\"rate limit exceeded\"}}")
                                .with("x-ratelimit-remaining", "0")
                                .with("x-ratelimit-reset", "42"));
                assertThat(account.read().users()).hasSize(4);
                assertThat(account.waits.stream()
                                .mapToLong(Duration::toSeconds)
                                .max()
                                .orElse(0))
                        .isBetween(41L, 42L);
            }
        }
    }

    @Test
    void aLimitThatLastsTooLongIsToldOfAtOnce() {
        try (var account = OpenAccount.small(folder)) {
            account.reply(NEXT_USERS, always(body(429, "{}").with("x-ratelimit-reset", "1799")));
            var fault = account.refusal();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault.hint().orElseThrow()).contains("more in 30 minutes");
            assertThat(account.waits).isEmpty();
        }
    }

    @Test
    void aTokenThatEndsIsRenewedInTheMiddle() {
        try (var account = OpenAccount.small(folder)) {
            account.tenant.expireTokensAfter(2);
            assertThat(account.read().users()).hasSize(4);
            assertThat(account.tenant.server().asks().stream().filter(TOKEN)).hasSizeBetween(2, 4);
        }
    }

    @Test
    void aTokenThatIsNeverGoodEndsTheRead() {
        try (var account = OpenAccount.small(folder)) {
            account.tenant.expireTokensAfter(0);
            var fault = account.refusal();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault).hasMessageContaining("401 (Authentication Failure)");
            assertThat(fault.hint().orElseThrow()).contains("Read users");
        }
    }

    @Test
    void aWrongSecretIsToldOfWithoutIt() {
        try (var account = OpenAccount.small(folder).with("BWDC_ONELOGIN_CLIENT_SECRET", "wrong-secret")) {
            var fault = account.refusal();
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            assertThat(fault)
                    .hasMessage("OneLogin refused onelogin.clientId or onelogin.clientSecret:"
                            + " 401 (Authentication Failure).");
            assertThat(fault.hint().orElseThrow()).contains("API Credentials");
            assertThat(account.tenant.server().asks()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"access_token\":null}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"two words\"}",
                "{\"access_token\":\"line\\nbreak\"}",
                "<html>"
            })
    void anAnswerWithoutATokenIsNone(String body) {
        try (var account = OpenAccount.small(folder)) {
            account.reply(TOKEN, always(Reply.text(200, "application/json", body.isEmpty() ? " " : body)));
            assertThat(account.refusal()).hasMessageStartingWith("Could not get access token");
        }
    }

    @Test
    void whatOneLoginSaysStaysInItsLine() {
        try (var account = OpenAccount.small(folder)) {
            var message = "line\n\u0007break " + "x".repeat(5_000);
            account.reply(USERS, always(Reply.json(403, new JsonObject().put("message", message))));
            var sentence = Objects.requireNonNull(account.refusal().getMessage());
            assertThat(sentence).doesNotContain("\n").doesNotContain("\u0007").hasSizeLessThan(400);
            assertThat(sentence.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        }
    }

    @Test
    void aSilentServerIsNotWaitedForForEver() {
        try (var account = OpenAccount.small(folder)) {
            account.limit = Duration.ofSeconds(1);
            account.reply(NEXT_USERS, always(body(200, "{}").after(Duration.ofSeconds(20))));
            assertThat(account.refusal()).hasMessageContaining("no whole answer within");
        }
    }
}
