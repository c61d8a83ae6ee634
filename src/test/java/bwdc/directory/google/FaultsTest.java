package bwdc.directory.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.demo.google.GoogleCompany;
import bwdc.demo.google.GoogleTenant;
import bwdc.demo.google.GoogleTenant.Options;
import bwdc.demo.google.Refusal;
import bwdc.demo.google.ServiceAccount;
import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.directory.DirectorySnapshot;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is told in words or tried again, and never ends in a part of a directory. */
class FaultsTest {
    @TempDir
    private Path folder;

    private static final ServiceAccount ACCOUNT = ServiceAccount.make(
            "bwdc-sync@acme-sync.iam.gserviceaccount.com", "104000000000000000001", "admin@acme.example");
    private static final Options PAGES = Options.USUAL.withPages(2);

    private final GoogleTenant tenant =
            GoogleTenant.start(GoogleCompany.of(GoogleDirectoryTest.company()), ACCOUNT, PAGES);
    private Google google = new Google();

    @BeforeEach
    void connect() {
        google = Google.on(tenant, folder);
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    /** What is read when nothing goes wrong. */
    private DirectorySnapshot whole() {
        try (var undisturbed =
                GoogleTenant.start(GoogleCompany.of(GoogleDirectoryTest.company()), ACCOUNT, Options.USUAL)) {
            return Google.on(undisturbed, folder).read();
        }
    }

    private static boolean isSignIn(Ask ask) {
        return Google.isOf(ask, "token");
    }

    private static boolean isSecondPage(Ask ask) {
        return Google.isOf(ask, "users") && ask.parameter("pageToken").isPresent();
    }

    private static boolean isOfMembers(Ask ask) {
        return Google.isOf(ask, "members");
    }

    private static void fails(Google google, Consumer<Fault> check) {
        assertThatThrownBy(google::read).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.DIRECTORY);
            check.accept(fault);
        });
    }

    private static Consumer<Fault> saying(String sentence, String hint) {
        return fault -> {
            assertThat(fault.sentence()).contains(sentence);
            assertThat(fault.hint().orElse("")).contains(hint);
        };
    }

    @ParameterizedTest
    @CsvSource({"PT1H2M, 62 minutes ahead", "-PT1H2M, 62 minutes behind"})
    void saysThatTheClockIsOff(Duration off, String words) {
        google.at(Clock.offset(Clock.systemUTC(), off));
        fails(google, saying("short-lived token", "this machine's clock is " + words));
    }

    @Test
    void saysWhereToDelegateWhat() {
        tenant.delegate(Set.of());
        google.with("gsuite.clientId", tenant.account().clientId());
        fails(google, saying("unauthorized_client", "Manage domain-wide delegation"));
        fails(google, saying("unauthorized_client", "the client ID 104000000000000000001 (bwdc-sync@"));
        fails(google, saying("unauthorized_client", String.join(",", GoogleSettings.SCOPES.split(" ", -1))));
    }

    @Test
    void theClientIdOfAWholeKeyFileIsNamed() {
        tenant.delegate(Set.of());
        google.with("gsuite.privateKey", tenant.account().keyFile()).with("gsuite.clientEmail", "");
        fails(google, saying("unauthorized_client", "the client ID 104000000000000000001 (bwdc-sync@"));
    }

    @Test
    void saysThatTheKeyIsNoneOfTheAccount() {
        var another = ServiceAccount.make("x@y.iam.gserviceaccount.com", "1", "a@b.example");
        google.with("gsuite.privateKey", another.privateKey());
        fails(google, saying("Invalid JWT Signature.", "or was deleted there"));
    }

    @Test
    void saysThatThereIsNoSuchAccount() {
        google.with("gsuite.clientEmail", "gone@acme-sync.iam.gserviceaccount.com");
        fails(google, saying("account not found", "gsuite.clientEmail"));
    }

    @Test
    void saysThatNobodyIsCalledLikeTheAdministrator() {
        google.with("gsuite.adminUser", "nobody@acme.example");
        fails(google, saying("Invalid email or User ID", "gsuite.adminUser"));
    }

    @Test
    void saysThatSomebodyIsNoAdministrator() {
        google.with("gsuite.adminUser", "ann@acme.example");
        fails(
                google,
                saying("403 (forbidden)", "ann@acme.example (gsuite.adminUser) may not read this. Admin console"));
    }

    @Test
    void saysThatTheApiIsNotSwitchedOn() {
        tenant.server()
                .reply(
                        ask -> Google.isOf(ask, "users"),
                        Refusal.ofApi(
                                403,
                                "accessNotConfigured",
                                "Admin SDK API has not been used in project 12 before or it is disabled."));
        fails(google, saying("accessNotConfigured", "switch on the Admin SDK API"));
    }

    @Test
    void saysThatTheDomainIsAnothers() {
        fails(
                google.with("gsuite.domain", "other.example"),
                saying("Domain not found", "Admin console, Account, Domains"));
        fails(
                google.with("gsuite.domain", "").with("gsuite.customer", "C9"),
                saying("customer", "gsuite.customer is my_customer"));
    }

    @Test
    void saysWhichQueryGoogleDoesNotUnderstand() {
        fails(google.with("sync.userFilter", "| colour=red"), saying("Invalid Input", "sync.userFilter"));
        google.with("sync.userFilter", "").with("sync.groupFilter", "| colour=red");
        fails(google, saying("Invalid Input", "sync.groupFilter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>sign in</html>",
                "{\"kind\": \"admin#directory#users\", \"users\": [",
                "",
                "{}",
                "[]",
                "{\"error\": \"none\"}",
                "{\"users\": {}}",
                "{\"users\": [1]}",
                "{\"users\": [{\"id\": 5}]}",
                "{\"users\": [], \"nextPageToken\": 5}"
            })
    void anAnswerThatIsNotTheExpectedOneIsNoList(String body) {
        tenant.server().reply(FaultsTest::isSecondPage, Reply.text(200, "application/json", body));
        fails(google, saying("", "nothing was sent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>sign in</html>", "{}", "[]", "{\"access_token\": \"\", \"expires_in\": 3599}"})
    void anAnswerWithoutATokenIsNoSignIn(String body) {
        tenant.server().reply(FaultsTest::isSignIn, Reply.text(200, "application/json", body));
        fails(google, saying("/token is not the expected one", "nothing was sent"));
    }

    @Test
    void pagesThatGoInACircleEnd() {
        var page = new JsonObject().put("kind", "admin#directory#users").put("nextPageToken", "again");
        tenant.server().reply(ask -> Google.isOf(ask, "users"), Reply.json(200, page), Reply.json(200, page));
        fails(google, saying("its pages go in a circle", "nothing was sent"));
    }

    @Test
    void doesNotFollowGoogleElsewhere() {
        tenant.server()
                .reply(FaultsTest::isSecondPage, Reply.empty(302).with("Location", "https://elsewhere.example/"));
        fails(google, saying("it points to https://elsewhere.example/", "nothing was sent"));
    }

    @Test
    void aPageThatFailsForGoodIsTheEnd() {
        var broken = Refusal.ofApi(500, "backendError", "Backend Error");
        tenant.server().reply(FaultsTest::isSecondPage, broken, broken, broken, broken, broken);
        fails(google, saying("500 (backendError): Backend Error", "Try again later"));
        assertThat(google.waits()).hasSize(1);
    }

    @Test
    void aGroupThatVanishesMeanwhileIsToldOf() {
        tenant.server().reply(FaultsTest::isOfMembers, Refusal.ofApi(404, "notFound", "Resource Not Found: groupKey"));
        fails(google, saying("/members", "deleted while it was read"));
    }

    @Test
    void waitsAsLongAsItIsTold() {
        tenant.server()
                .reply(
                        FaultsTest::isSecondPage,
                        Refusal.ofApi(429, "rateLimitExceeded", "Too many").with("Retry-After", "2"));
        assertThat(google.read()).isEqualTo(whole());
        assertThat(google.waits())
                .anyMatch(wait ->
                        wait.compareTo(Duration.ofMillis(1900)) > 0 && wait.compareTo(Duration.ofSeconds(2)) <= 0);
        assertThat(google.notices()).anyMatch(notice -> notice.contains("slow down"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"})
    void limitsOfAMinuteAreWaitedForIntoTheNextOne(String reason) {
        var busy =
                Refusal.ofApi(403, reason, "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute'");
        tenant.server().reply(FaultsTest::isSecondPage, busy, busy, busy, busy);
        assertThat(google.read()).isEqualTo(whole());
        assertThat(google.waits().stream().reduce(Duration.ZERO, Duration::plus))
                .isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void aLimitThatStaysIsAnError() {
        tenant.server()
                .reply(
                        FaultsTest::isSecondPage,
                        Collections.nCopies(9, Refusal.ofApi(403, "quotaExceeded", "Busy"))
                                .toArray(Reply[]::new));
        fails(google, saying("403 (quotaExceeded): Busy", "sync.parallelRequests 4"));
    }

    @ParameterizedTest
    @CsvSource({
        "dailyLimitExceeded, Daily Limit Exceeded",
        "rateLimitExceeded, Quota exceeded for limit 'Queries per day'"
    })
    void limitsOfADayAreNotWaitedFor(String reason, String message) {
        tenant.server().reply(FaultsTest::isSecondPage, Refusal.ofApi(403, reason, message));
        fails(google, saying("403 (" + reason + ")", "the quota of this day is used up"));
        assertThat(google.waits()).isEmpty();
    }

    @Test
    void triesAgainWhatBreaksOff() {
        tenant.server()
                .reply(
                        FaultsTest::isSecondPage,
                        Refusal.ofApi(503, "backendError", "Backend Error"),
                        Reply.hangingUp());
        tenant.server()
                .reply(
                        FaultsTest::isOfMembers,
                        Reply.empty(502),
                        Reply.text(504, "text/html", "<html>"),
                        Reply.hangingUp());
        tenant.server().reply(FaultsTest::isSignIn, Reply.empty(503));
        assertThat(google.read()).isEqualTo(whole());
    }

    @Test
    void renewsATokenThatEndsInTheMiddle() {
        tenant.server()
                .reply(
                        FaultsTest::isOfMembers,
                        Refusal.ofApi(401, "authError", "Request had invalid authentication credentials."));
        assertThat(google.read()).isEqualTo(whole());
        assertThat(tenant.server().asks().stream().filter(FaultsTest::isSignIn)).hasSize(2);
    }

    @Test
    void tokensThatEndSoonAreRenewedInTime() {
        var options = PAGES.withTokenLife(Duration.ofSeconds(1)).withPages(1);
        try (var brief = GoogleTenant.start(GoogleCompany.of(GoogleDirectoryTest.company()), ACCOUNT, options)) {
            brief.delay(Duration.ofMillis(200));
            assertThat(Google.on(brief, folder).read().groups()).isEqualTo(whole().groups());
            assertThat(brief.server().asks().stream().filter(FaultsTest::isSignIn))
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void saysThatGoogleDoesNotAnswer() {
        tenant.server().reply(FaultsTest::isSignIn, Reply.empty(200).after(Duration.ofSeconds(20)));
        fails(google.answerLimit(Duration.ofMillis(200)), saying("no whole answer", ""));
    }

    @Test
    void secretsAreNotTold() {
        google.with("gsuite.privateKey", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----");
        assertThatThrownBy(google::read).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.toString() + fault.hint()).doesNotContain("c2Vjc");
        });
        assertThat(List.copyOf(google.debug()).toString()).doesNotContain("BEGIN", "ya29");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"authorized_user\"}", "{\"private_key\"", "AIzaSyA-an-api-key", "{}"})
    void aKeyOfAnotherKindIsToldApart(String given) {
        assertThatThrownBy(google.with("gsuite.privateKey", given)::read).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.exitCode()).isEqualTo(ExitCode.SETTINGS);
            assertThat(fault.hint().orElse("")).contains("Add key, JSON");
            assertThat(new String(fault.sentence().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .doesNotContain("AIza");
        });
    }

    @Test
    void aKeyFileOfAnotherAccountIsToldApart() {
        var other = ServiceAccount.make("other@acme-sync.iam.gserviceaccount.com", "7", "admin@acme.example");
        assertThatThrownBy(google.with("gsuite.privateKey", other.keyFile())::read)
                .hasMessageContaining("other@acme-sync", "bwdc-sync@acme-sync");
    }
}
