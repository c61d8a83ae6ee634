package bwdc.directory.entra;

import static bwdc.directory.entra.Entra.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.demo.entra.TenantData;
import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.loopback.VendorServer;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong with Entra ID: it is told in words, or overcome; a short list never passes for a whole one. */
class EntraFaultsTest {
    private final TenantData data = Entra.company();
    private Entra entra;

    @BeforeEach
    void start() {
        entra = Entra.of(data);
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private static boolean isUsers(Ask ask) {
        return ask.path().equals("/v1.0/users");
    }

    private static boolean isSecondPage(Ask ask) {
        return isUsers(ask) && ask.rawQuery().contains("skiptoken");
    }

    private static boolean isSignIn(Ask ask) {
        return ask.path().endsWith("/token");
    }

    @Test
    void aSecretThatHasExpired() {
        entra.tenant.secretEnds(Instant.EPOCH);
        assertThat(entra.refusal(ExitCode.DIRECTORY))
                .contains(
                        "the client secret has expired (AADSTS7000222)",
                        "invalid_client (401): AADSTS7000222: The provided client secret keys",
                        "entra.microsoft.com > App registrations",
                        "Certificates & secrets > New client secret",
                        "bwdc config entra.key --secretfile FILE");
    }

    @Test
    void aSecretThatIsWrong() {
        entra.with("ENTRA_KEY", "0000-the-id-of-the-secret");
        assertThat(entra.refusal(ExitCode.DIRECTORY))
                .contains("entra.key is not a client secret", "AADSTS7000215", "Value", "not its Secret ID")
                .doesNotContain("0000-the-id");
    }

    @Test
    void anApplicationThatIsNotThere() {
        entra.with("ENTRA_APPLICATION_ID", id('e', 1));
        assertThat(entra.refusal(ExitCode.DIRECTORY))
                .contains("acme.example has no application " + id('e', 1), "AADSTS700016", "Application (client) ID");
    }

    @Test
    void aTenantThatIsNotThere() {
        entra.with("ENTRA_TENANT", "acne.example").with("ENTRA_IDENTITY_AUTHORITY", "login.microsoftonline.com");
        assertThat(entra.refusal(ExitCode.DIRECTORY))
                .contains(
                        "there is no tenant acne.example in the global cloud",
                        "AADSTS90002",
                        "login.microsoftonline.us");
    }

    @ParameterizedTest
    @CsvSource({
        "7000112, is disabled",
        "53003, Conditional Access",
        "700024, is this machine's clock right?",
        "500011, belong to one cloud",
        "90033, try again later",
        "1234567, error?code=1234567"
    })
    void everyOtherRefusal(String number, String words) {
        entra.tenant
                .server()
                .reply(EntraFaultsTest::isSignIn, refusal("AADSTS" + number + ": Something.\\r\\nTrace ID: x"));
        assertThat(entra.refusal(ExitCode.DIRECTORY))
                .contains(words, "AADSTS" + number)
                .doesNotContain("Trace ID");
    }

    private static Reply refusal(String description) {
        return Reply.json(
                400,
                new JsonObject()
                        .put("error", "unauthorized_client")
                        .put("error_description", description.replace("\\r\\n", "\r\n")));
    }

    @Test
    void aSignInThatIsNoSignIn() {
        entra.tenant
                .server()
                .reply(EntraFaultsTest::isSignIn, Reply.text(200, "text/html", "<html>Please log in to the proxy"));
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("Unknown error (200)", "proxy");
        assertThat(entra.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "User.Read.All, User.Read.All",
        "Group.Read.All, GroupMember.Read.All (or Group.Read.All)",
        "AdministrativeUnit.Read.All, AdministrativeUnit.Read.All"
    })
    void aMissingPermissionIsNamed(String taken, String named) {
        data.addUnit(id('c', 1), List.of(id('b', 1)));
        entra.with("SYNC_GROUP_FILTER", "includeAdministrativeUnit:" + id('c', 1));
        entra.tenant.permissions().remove(taken);
        assertThat(entra.refusal(ExitCode.DIRECTORY))
                .contains(
                        "may not read",
                        "(Authorization_RequestDenied)",
                        "grant " + named + ": entra.microsoft.com",
                        "Grant admin consent");
    }

    @Test
    void aTokenOfAnotherCloud() {
        entra.tenant.server().reply(ask -> ask.path().startsWith("/v1.0"), invalid(), invalid());
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("Graph refuses the token", "same cloud", "clocks");
    }

    private static Reply invalid() {
        return Reply.json(
                401,
                new JsonObject()
                        .put(
                                "error",
                                new JsonObject()
                                        .put("code", "InvalidAuthenticationToken")
                                        .put("message", "Access token validation failure. Invalid audience.")));
    }

    @Test
    void aTokenThatEndsInTheMiddleIsRenewed() {
        entra.tenant.server().reply(EntraFaultsTest::isSecondPage, invalid());
        entra.readsWhole();
        entra.tenant.failPart(id('b', 2), 401, "InvalidAuthenticationToken", "Lifetime validation failed.");
        entra.readsWhole();
    }

    /** Ten seconds are over with every second question. */
    @Test
    void shortTokensAreRenewedBeforeTheyEnd() {
        entra.tenant.tokenTime(Duration.ofSeconds(1));
        entra.at(new Clock() {
            private long asked;

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Clock.systemUTC().instant().plusSeconds(asked++ * 10);
            }
        });
        entra.readsWhole();
        assertThat(entra.tenant.server().asks())
                .filteredOn(EntraFaultsTest::isSignIn)
                .hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void aBusyServerIsAskedAgain(int status) {
        entra.tenant
                .server()
                .reply(
                        EntraFaultsTest::isSecondPage,
                        Reply.empty(status),
                        Reply.empty(status).with("Retry-After", "7"));
        entra.readsWhole();
        assertThat(entra.pauses).anyMatch(pause -> pause.toSeconds() >= 6 && pause.toSeconds() <= 7);
    }

    @Test
    void aConnectionThatBreaksOffIsMadeAgain() {
        entra.tenant.server().reply(EntraFaultsTest::isSecondPage, Reply.hangingUp());
        entra.readsWhole();
    }

    @Test
    void aServerThatStaysBusyIsTold() {
        var busy = Reply.empty(429);
        entra.tenant.server().reply(EntraFaultsTest::isUsers, busy, busy, busy, busy, busy);
        entra.refusal(ExitCode.DIRECTORY);
        assertThat(entra.pauses).hasSizeLessThan(20);
    }

    @Test
    void aPageThatFailsIsNoEnd() {
        entra.tenant.server().reply(EntraFaultsTest::isSecondPage, Reply.empty(500), Reply.empty(500));
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("500");
    }

    @Test
    void anAnswerThatIsNotTheExpectedOne() {
        for (var body : List.of("{}", "{\"value\":null}", "{\"value\":[1]}", "[]", "{\"value\":[{\"mail\":\"x\"}]}")) {
            entra.tenant.server().reply(EntraFaultsTest::isSecondPage, Reply.text(200, "application/json", body));
            assertThat(entra.refusal(ExitCode.DIRECTORY)).as(body).contains("not the expected one");
        }
        for (var body : List.of("<html>", "{\"value\":[", "")) {
            entra.tenant.server().reply(EntraFaultsTest::isSecondPage, Reply.text(200, "application/json", body));
            assertThat(entra.refusal(ExitCode.DIRECTORY)).as(body).contains("no JSON");
        }
    }

    @Test
    void aBodyThatIsCutOff() {
        var cut = new Reply(
                200,
                Map.of("Content-Type", "application/json", "Content-Encoding", "identity"),
                "{\"value\":[{\"id\":\"".getBytes(StandardCharsets.UTF_8),
                Duration.ZERO,
                false);
        entra.tenant.server().reply(EntraFaultsTest::isSecondPage, cut);
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("no JSON");
    }

    @Test
    void aNextPageElsewhereIsNotAsked() {
        try (var other = VendorServer.start(ask -> Reply.json(200, new JsonObject().put("value", List.of())))) {
            for (var link : List.of(
                    other.url() + "/v1.0/users?$skiptoken=x",
                    entra.tenant.address().replace("https:", "http:") + "/v1.0/users",
                    "ftp://x/",
                    "https://user@" + entra.tenant.address().substring(8) + "/v1.0/users")) {
                var page = new JsonObject().put("value", List.of()).put("@odata.nextLink", link);
                entra.tenant.server().reply(EntraFaultsTest::isUsers, Reply.json(200, page));
                assertThat(entra.refusal(ExitCode.DIRECTORY)).as(link).contains("place of more entries");
            }
            assertThat(other.asks()).isEmpty();
        }
    }

    @Test
    void pagesThatGoInCirclesEnd() {
        var link = entra.tenant.address() + "/v1.0/users?$skiptoken=x";
        var page = Reply.json(200, new JsonObject().put("value", List.of()).put("@odata.nextLink", link));
        entra.tenant.server().reply(EntraFaultsTest::isUsers, page, page, page);
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("there before");
    }

    @Test
    void aNextPageThatIsNoAddress() {
        for (Object link : List.of("a b", 7L)) {
            var page = new JsonObject().put("value", List.of()).put("@odata.nextLink", link);
            entra.tenant.server().reply(EntraFaultsTest::isUsers, Reply.json(200, page));
            assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("next page has no address");
        }
    }

    @Test
    void aServerThatIsSilentIsNotWaitedForForever() {
        entra.answerLimit(Duration.ofMillis(300));
        entra.tenant
                .server()
                .reply(EntraFaultsTest::isSecondPage, Reply.empty(200).after(Duration.ofSeconds(30)));
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("no whole answer");
    }

    @Test
    void anIdThatIsNoGroup() {
        entra.with("SYNC_USER_FILTER", "includeGroup:" + id('e', 1));
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("does not find", "sync.userFilter");
        entra.with("SYNC_USER_FILTER", "").with("SYNC_GROUP_FILTER", "includeAdministrativeUnit:" + id('e', 2));
        assertThat(entra.refusal(ExitCode.DIRECTORY)).contains("does not find", "sync.groupFilter");
    }

    @Test
    void whatIsMissingInTheSettings() {
        for (var name : List.of("TENANT", "APPLICATION_ID", "KEY")) {
            try (var other = Entra.of(new TenantData()).without("ENTRA_" + name)) {
                var fault = catchThrowableOfType(Fault.class, other::read);
                assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
                assertThat(fault.sentence()).isEqualTo("Directory configuration incomplete.");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ENTRA_IDENTITY_AUTHORITY, login.microsoftonline.de, no cloud of Microsoft",
        "ENTRA_TENANT, acme.example/common, no tenant",
        "ENTRA_GRAPH_URL, http://graph.microsoft.com, no address",
        "SYNC_USER_FILTER, include ann@acme.example, not valid",
        "SYNC_GROUP_FILTER, includeAdministrativeUnit:North, not valid",
        "SYNC_PARALLEL_REQUESTS, 99, 1 to 32"
    })
    void settingsThatCannotBeMeant(String name, String value, String words) {
        entra.with(name, value);
        assertThat(entra.refusal(ExitCode.SETTINGS)).contains(words);
        assertThat(entra.tenant.server().asks()).isEmpty();
    }
}
