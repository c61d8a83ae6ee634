package bwdc;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.cli.Program;
import bwdc.cli.Release;
import bwdc.demo.EmbeddedOrganization;
import bwdc.demo.OrganizationOptions;
import bwdc.demo.RecordedRequest;
import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.demo.okta.OktaOptions;
import bwdc.demo.okta.OktaTenant;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repeats what the reference did with a recorded Okta organization: the same settings must send the same bytes. Where the
 * reference was wrong, that is named here, with what is sent instead.
 */
class OktaReferenceTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/reference-cloud/okta");
    private static final String CLIENT = "organization.11111111-2222-3333-4444-555555555555";
    private static final Predicate<Ask> FIRST_USERS = asking("/api/v1/users\\?limit=[0-9]+");
    private static final Predicate<Ask> SECOND_PAGE = asking("/api/v1/users\\?.*after=.*");
    private static final String DIRK =
            "{\"email\":\"dirk@acme.example\",\"externalId\":\"00u04dirk\",\"deleted\":true}";

    @TempDir
    private Path folder;

    private EmbeddedOrganization organization;
    private OktaTenant tenant;

    @BeforeEach
    void start() {
        organization = EmbeddedOrganization.start(OrganizationOptions.USUAL.withKey(CLIENT, "x"));
        tenant = OktaTenant.start(new JsonObject(), OktaOptions.USUAL);
    }

    @AfterEach
    void stop() {
        organization.close();
        tenant.close();
    }

    private static Predicate<Ask> asking(String address) {
        return ask -> (ask.path() + "?" + ask.rawQuery()).matches(address);
    }

    private void prepare(String name) throws IOException {
        prepare(name, "company.json");
    }

    private void prepare(String name, String company) throws IOException {
        tenant.replace(company(company));
        var data = object(RECORDINGS.resolve(name).resolve("settings.json"));
        data.remove("lastUserSync").remove("lastGroupSync");
        var okta = data.object("directoryOkta").orElseThrow();
        okta.put("orgUrl", okta.text("orgUrl").orElse("").replace("https://acme.okta.com", tenant.address()))
                .put("token", OktaTenant.TOKEN);
        data.put("stateVersion", 8L)
                .put(
                        "environmentUrls",
                        new JsonObject().put("base", organization.url().toString()));
        Files.writeString(folder.resolve("data.json"), Json.pretty(data));
        Files.writeString(folder.resolve("authority.pem"), tenant.server().certificate());
    }

    private static JsonObject object(Path file) throws IOException {
        return (JsonObject) Objects.requireNonNull(Json.parse(Files.readAllBytes(file)));
    }

    private static JsonObject company(String name) throws IOException {
        return object(RECORDINGS.resolve(name)).object("okta").orElseThrow();
    }

    /** The second state of a recording, with changes that are as new as those were then. */
    private static JsonObject changed(String name) throws IOException {
        var company = company(name);
        var now = Instant.now().toString().substring(0, 19) + ".000Z";
        for (var list : List.of("users", "groups")) {
            for (var each : company.list(list)) {
                var entry = (JsonObject) each;
                for (var key : List.of("lastUpdated", "lastMembershipUpdated")) {
                    entry.text(key)
                            .filter(time -> time.compareTo("2026-06") > 0)
                            .ifPresent(time -> entry.put(key, now));
                }
            }
        }
        return company;
    }

    private int sync() {
        return sync(new TestHost());
    }

    private int sync(TestHost given) {
        var host = given.with("BITWARDENCLI_CONNECTOR_APPDATA_DIR", folder.toString())
                .with("BITWARDENCLI_CONNECTOR_PLAINTEXT_SECRETS", "true")
                .with("SSL_CERT_FILE", folder.resolve("authority.pem").toString())
                .with("BW_CLIENTID", CLIENT)
                .with("BW_CLIENTSECRET", "x");
        return new Program(
                        new Release("0", Optional::empty),
                        Path.of("/nonexistent"),
                        Catalog.SOURCES,
                        Catalog.SCHEDULERS,
                        status -> {})
                .run(host.host(), List.of("sync"));
    }

    private List<String> bodies() {
        return organization.imports().stream().map(RecordedRequest::text).toList();
    }

    private static String recorded(String name) throws IOException {
        return Files.readString(RECORDINGS.resolve(name).resolve("import-body-1.json"));
    }

    private static String withMembers(String body, String... members) {
        return body.replace("\"members\":[", "\"members\":[" + String.join(",", members) + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "users-only",
                "groups-only",
                "include-users",
                "exclude-users",
                "include-groups",
                "remove-disabled",
                "native-filter-last-updated",
                "second-sync-overwrite"
            })
    void sendsTheSame(String name) throws IOException {
        prepare(name);
        assertThat(sync()).isZero();
        assertThat(bodies()).containsExactly(recorded(name));
    }

    /** The reference fails with each of these, although the next try succeeds. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http-429-members", "http-429-users-page-2", "http-500-members-page-2", "http-500-users-page-2"})
    void whatSucceedsTheNextTimeIsTriedAgain(String name) throws IOException {
        prepare(name);
        var fault = (JsonObject) ((List<?>) Objects.requireNonNull(
                        Json.parse(Files.readAllBytes(RECORDINGS.resolve(name).resolve("faults.json")))))
                .getFirst();
        var reply = Reply.json(fault.number("status").orElseThrow().intValue(), fault.get("body"))
                .with("Retry-After", "1");
        tenant.server()
                .reply(
                        name.contains("users") ? SECOND_PAGE : ask -> ask.path().startsWith("/api/v1/groups/00g0"),
                        reply);
        assertThat(sync()).isZero();
        assertThat(bodies()).containsExactly(recorded("everything"));
    }

    /** A list of 5 people passed for a whole one of 11. */
    @Test
    void anEmptyPageWithANextOneIsNotTheLast() throws IOException {
        prepare("empty-page-with-next");
        tenant.server()
                .reply(
                        FIRST_USERS,
                        Reply.json(200, List.of())
                                .with("Link", "<" + tenant.address() + "/api/v1/users?limit=4>; rel=\"next\""));
        assertThat(sync()).isZero();
        assertThat(bodies()).containsExactly(recorded("users-only"));
    }

    /** A list of 5 people passed for a whole one of 11. */
    @Test
    void aCommaInTheNextLinkIsPartOfIt() throws IOException {
        prepare("next-link-with-comma");
        tenant.server()
                .reply(
                        FIRST_USERS,
                        Reply.json(200, List.of())
                                .with("Link", "<" + tenant.address() + "/api/v1/users?limit=4&after=,>; rel=\"next\""));
        tenant.server()
                .reply(
                        ask -> ask.rawQuery().contains("after=,"),
                        Reply.json(200, List.of())
                                .with("Link", "<" + tenant.address() + "/api/v1/users?limit=3>; rel=\"next\""));
        assertThat(sync()).isZero();
        assertThat(bodies()).containsExactly(recorded("users-only"));
    }

    /** The credential went to the other host. */
    @Test
    void anotherHostIsNotAsked() throws IOException {
        prepare("next-link-other-host");
        tenant.server()
                .reply(
                        FIRST_USERS,
                        Reply.json(200, List.of())
                                .with("Link", "<https://api.eu.onelogin.com/api/v1/users?after=x>; rel=\"next\""));
        isRefused(5);
    }

    private void isRefused(int status) {
        assertThat(sync()).isEqualTo(status);
        assertThat(bodies()).isEmpty();
    }

    /**
     * Wrong in the reference too, but there with a stack trace or a sentence that tells nothing. {@code connection-cut} is in
     * {@code OktaFaultsTest}, where nobody has to wait.
     */
    static Stream<String> lasting() {
        return Stream.of("bad-token", "body-not-json", "group-gone", "native-filter-bad");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("lasting")
    void whatStaysWrongSendsNothing(String name) throws IOException {
        prepare(name);
        switch (name) {
            case "body-not-json" ->
                tenant.server().reply(FIRST_USERS, Reply.text(200, "text/html", "<html>maintenance</html>"));
            case "group-gone" ->
                tenant.server()
                        .reply(
                                ask -> ask.path().startsWith("/api/v1/groups/00g03"),
                                Reply.json(404, new JsonObject().put("errorCode", "E0000007")));
            case "bad-token" ->
                Files.writeString(
                        folder.resolve("data.json"),
                        Files.readString(folder.resolve("data.json")).replace(OktaTenant.TOKEN, "wrong"));
            default -> {}
        }
        isRefused(5);
    }

    /** Both filters let everybody through. */
    @Test
    void aMalformedFilterIsRefused() throws IOException {
        prepare("malformed-filter");
        isRefused(3);
    }

    /** The reference asked for {@code //api/v1/users}. */
    @Test
    void aSlashAtTheEndOfTheAddressDoesNotMatter() throws IOException {
        prepare("trailing-slash");
        assertThat(sync()).isZero();
        assertThat(bodies()).containsExactly(recorded("users-only"));
    }

    /** Whether the reference sent them was a matter of which answer came first; here it is never an error. */
    @ParameterizedTest
    @ValueSource(strings = {"address-reused-active-first", "address-reused-active-late"})
    void anAddressThatWasGivenToSomebodyElseStaysTheirs(String name) throws IOException {
        prepare(name, "company-address-reused.json");
        assertThat(sync()).isZero();
        assertThat(sorted(bodies().getFirst())).isEqualTo(sorted(recorded("address-reused-active-first")));
    }

    private static List<String> sorted(String body) {
        return Stream.of(body.split("(?<=\\}),|\\[|\\]", -1))
                .filter(part -> part.contains("email"))
                .sorted()
                .toList();
    }

    /** Dirk was sent twice. */
    @Test
    void whoeverTwoListsHaveIsSentOnce() throws IOException {
        prepare("native-filter-any-status");
        assertThat(sync()).isZero();
        assertThat(recorded("native-filter-any-status").split("00u04dirk", -1)).hasSize(3);
        var recorded = sorted(recorded("native-filter-any-status"));
        assertThat(sorted(bodies().getFirst()))
                .isEqualTo(recorded.stream().distinct().toList());
    }

    /** A filter for a status kept the reference from ever removing anybody. */
    @Test
    void aFilterForAStatusDoesNotHideWhoIsDeactivated() throws IOException {
        prepare("native-filter-status");
        assertThat(sync()).isZero();
        assertThat(bodies()).containsExactly(withMembers(recorded("native-filter-status"), DIRK));
    }

    @Test
    void nothingNewSendsNothing() throws IOException {
        prepare("second-sync-nothing-changed");
        assertThat(sync()).isZero();
        tenant.replace(company("company.json"));
        assertThat(sync()).isZero();
        assertThat(bodies()).containsExactly(recorded("everything"));
    }

    /** The reference did not see that Kai had joined Sales, and then sent the one group alone that had a new name. */
    @Test
    void whoJoinsAGroupIsNoticed() throws IOException {
        prepare("second-sync-only-suspended-changed");
        assertThat(sync()).isZero();
        tenant.replace(changed("company-only-suspended-changed.json"));
        assertThat(sync()).isZero();
        var body = bodies().getLast();
        assertThat(body)
                .contains(
                        "\"externalId\":\"00g03sales\",\"memberExternalIds\":[\"00u05eva\",\"00u07gina\",\"00u01anna\",\"00u11kai\"]")
                .contains("Contractors (ext)")
                .contains(
                        "\"members\":[{\"email\":\"bob@acme.example\",\"externalId\":\"00u02bob\",\"deleted\":false}]");
    }

    /** The reference sent nothing and forgot the change. */
    @Test
    void whoJoinsAChosenGroupIsSent() throws IOException {
        prepare("second-sync-include-groups");
        assertThat(sync()).isZero();
        tenant.replace(changed("company-only-suspended-changed.json"));
        assertThat(sync()).isZero();
        assertThat(bodies().getLast()).contains("\"00u11kai\"").contains("kai@acme.example");
    }

    /** The reference did not see that Lena was deactivated. */
    @Test
    void whoIsDeactivatedIsSentAlthoughTheFilterWantsActiveOnes() throws IOException {
        prepare("second-sync-native-filter");
        // Bob gets another address, which would wait for a person.
        assertThat(sync(new TestHost().with("BWDC_SAFETY_MAIL_CHANGES", "send")))
                .isZero();
        tenant.replace(changed("company-active-changed.json"));
        assertThat(sync(new TestHost().with("BWDC_SAFETY_MAIL_CHANGES", "send")))
                .isZero();
        assertThat(bodies().getLast())
                .isEqualTo(withMembers(
                        recorded("second-sync-native-filter"),
                        "{\"email\":\"lena@acme.example\",\"externalId\":\"00u12lena\",\"deleted\":true}"));
    }
}
