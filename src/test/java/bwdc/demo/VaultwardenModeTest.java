package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded organization in Vaultwarden's place answers as Vaultwarden 1.37.2 with SQLite was seen to. */
class VaultwardenModeTest {
    private static final String IMPORT = "/api/public/organization/import";
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final String NOBODY = "{\"groups\":[],\"members\":[],\"overwriteExisting\":false}";

    private final OrganizationOptions options = OrganizationOptions.USUAL.asVaultwarden();
    private final EmbeddedOrganization organization = EmbeddedOrganization.start(options);
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token = accessToken(signIn(organization, Map.of()));

    @AfterEach
    void close() {
        client.close();
        organization.close();
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, nonsense, Malformed client_id",
        "client_id, user.11111111-2222-3333-4444-555555555555, Malformed client_id",
        "client_id, organization.99999999-2222-3333-4444-555555555555, Invalid client_id",
        "client_secret, wrong, Incorrect client_secret",
        "client_secret, '', Incorrect client_secret",
        "scope, api, Scope not supported",
        "grant_type, magic, Invalid type",
        "client_id, , client_id cannot be blank",
        "client_secret, , client_secret cannot be blank",
        "scope, , scope cannot be blank",
        "deviceIdentifier, , device_identifier cannot be blank",
        "deviceName, , device_name cannot be blank",
        "deviceType, , device_type cannot be blank",
    })
    void saysWhyItRefusesASignIn(String field, @Nullable String value, String message) {
        var answer = signIn(organization, value == null ? without(field) : Map.of(field, value));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(type(answer)).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"message\":\"" + message + "\",\"validationErrors\":{\"\":[\"" + message
                        + "\"]},\"errorModel\":{\"message\":\"" + message
                        + "\",\"object\":\"error\"},\"error\":\"\",\"error_description\":\"\",\"exceptionMessage\":null,"
                        + "\"exceptionStackTrace\":null,\"innerExceptionMessage\":null,\"object\":\"error\"}");
    }

    @Test
    void takesAnEmptyDeviceButNotNone() {
        assertThat(signIn(organization, Map.of("deviceIdentifier", "")).statusCode())
                .isEqualTo(200);
        assertThat(signIn(organization, without("grant_type")).statusCode()).isEqualTo(422);
        var json = send("POST", organization.url().resolve("/identity/connect/token"), "{}", "application/json");
        assertThat(json.statusCode()).isEqualTo(415);
    }

    @Test
    void takesSoManySignInsAndDoesNotSayWhenTheNext() {
        try (var strict = EmbeddedOrganization.start(options.withSignInsAtOnce(10))) {
            for (int i = 0; i < 5; i++) {
                assertThat(signIn(strict, Map.of()).statusCode()).isEqualTo(200);
                assertThat(signIn(strict, Map.of("client_secret", "wrong")).statusCode())
                        .isEqualTo(400);
                assertThat(signIn(strict, without("scope")).body()).contains("scope cannot be blank");
            }
            var answer = signIn(strict, Map.of());
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("\"message\":\"Too many login requests\"");
            assertThat(answer.headers().firstValue("retry-after")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer garbage", "Bearer ", "Basic x", ""})
    void answersBadTokensWithAPage(String authorization) {
        var answer = post(NOBODY, authorization, "*/*");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(type(answer)).startsWith("text/html");
        var asked = post(NOBODY, authorization, "application/json");
        assertThat(type(asked)).isEqualTo("application/json");
        assertThat(Json.parse(asked.body().getBytes(StandardCharsets.UTF_8)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(JsonObject.class))
                .satisfies(json -> assertThat(json.object("error").orElseThrow().text("reason"))
                        .contains("Unauthorized"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/public/members",
        "GET, /api/public/groups",
        "GET, /api/public/organization/subscription",
        "GET, /api/public/organization/import",
        "PUT, /api/public/organization/import",
        "POST, /api/public/members",
        "DELETE, /api/public/members/x"
    })
    void hasNothingButTheImportAndDoesNotAskForATokenToSaySo(String method, String path) {
        var answer = send(method, organization.url().resolve(path), "", "application/json");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(type(answer)).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":404,\"reason\":\"Not Found\",\"description\":"
                        + "\"The requested resource could not be found.\"}}");
        var elsewhere = send("GET", organization.url().resolve("/identity/nothing"), "", FORM);
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(type(elsewhere)).startsWith("text/html");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {",
                "400 | {\"groups\":[],\"members\":[],\"overwriteExisting\":false} x",
                "422 | []",
                "422 | null",
                "422 | {\"groups\":[],\"members\":[]}",
                "422 | {\"groups\":null,\"members\":[],\"overwriteExisting\":false}",
                "422 | {\"groups\":[],\"members\":[],\"overwriteExisting\":\"true\"}",
                "422 | {\"groups\":[null],\"members\":[],\"overwriteExisting\":false}",
                "422 | {\"groups\":[{\"name\":\"a\",\"externalId\":1,\"memberExternalIds\":[]}],\"members\":[],\"overwriteExisting\":false}",
                "422 | {\"groups\":[{\"name\":\"a\",\"externalId\":\"a\"}],\"members\":[],\"overwriteExisting\":false}",
                "422 | {\"groups\":[{\"name\":\"a\",\"externalId\":\"a\",\"memberExternalIds\":[null]}],\"members\":[],\"overwriteExisting\":false}",
                "422 | {\"groups\":[],\"members\":[{\"email\":null,\"externalId\":\"a\",\"deleted\":true}],\"overwriteExisting\":false}",
                "422 | {\"groups\":[],\"members\":[{\"email\":\"a@b.example\",\"externalId\":\"a\"}],\"overwriteExisting\":false}",
                "200 | {\"groups\":[],\"members\":[],\"overwriteExisting\":false,\"largeImport\":null,\"more\":1}",
            })
    void insistsOnEveryPropertyWithItsType(int status, String body) {
        assertThat(post(body).statusCode()).isEqualTo(status);
    }

    @Test
    void takesTwentyMegabytesOfAnyType() {
        var full = NOBODY + " ".repeat(20_000_000 - NOBODY.length());
        assertThat(post(full).statusCode()).isEqualTo(200);
        assertThat(post(full + " ").statusCode()).isEqualTo(413);
        var typeless = HttpRequest.newBuilder(organization.url().resolve(IMPORT))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(NOBODY));
        assertThat(send(typeless).statusCode()).isEqualTo(200);
    }

    @Test
    void revokesAndRestoresWhoeverHasTheMail() {
        organization.webVault().addMember("ann@acme.example", "old", false);
        sync(member("bob@acme.example", "b"), member("Ann@Acme.example", "a"));
        assertThat(members()).contains("ann@acme.example a 2 2", "bob@acme.example b 0 2");
        sync(leaver("ann@acme.example", "a2"), leaver("bob@acme.example", "b"), leaver("nobody@acme.example", "n"));
        assertThat(members())
                .contains("ann@acme.example a2 -1 2", "bob@acme.example b -1 2")
                .hasSize(3);
        sync(member("ann@acme.example", "a"), member("bob@acme.example", "b"));
        assertThat(members()).contains("ann@acme.example a 2 2", "bob@acme.example b 0 2");
    }

    @Test
    void revokesOwnersButTheLastConfirmed() {
        organization.webVault().addMember("second@acme.example", null, true);
        sync(leaver("owner@acme.example", "o"), leaver("second@acme.example", "s"));
        assertThat(members()).containsExactly("owner@acme.example o -1 0", "second@acme.example s 2 0");
        sync(member("owner@acme.example", "o"));
        assertThat(members()).contains("owner@acme.example o 2 0");
    }

    @Test
    void overwritesLastAndKeepsWhoeverIsNamedEvenAsDeleted() {
        organization
                .webVault()
                .addMember("gone@acme.example", "g", false)
                .addMember("hand@acme.example", null, false)
                .addMember("boss@acme.example", "boss", true);
        sync(member("ann@acme.example", "a"), leaver("ann@acme.example", "a"));
        send(true, List.of(group("all", "all", "a", "g")), leaver("ann@acme.example", "a"));
        assertThat(members())
                .containsExactly(
                        "ann@acme.example a -1 2", "hand@acme.example null 2 2", "owner@acme.example null 2 0");
        assertThat(organization.groups()).isEqualTo(Map.of("all", List.of("ann@acme.example")));
        // Who has an account already needs no invitation.
        sync(member("gone@acme.example", "g"));
        assertThat(members()).contains("gone@acme.example g 1 2");
    }

    @Test
    void keepsTheNamesOfGroupsAndReplacesTheirMembers() {
        send(
                false,
                List.of(group("sales", "s", "a", "b")),
                member("ann@acme.example", "a"),
                member("bob@acme.example", "b"));
        send(false, List.of(group("selling", "s", "b", "b", "unknown")));
        assertThat(organization.groups()).isEqualTo(Map.of("sales", List.of("bob@acme.example")));
    }

    @Test
    void takesAChangedMailForSomebodyElseAndLeavesTheGroupsToTheOld() {
        send(false, List.of(group("sales", "s", "a")), member("ann@acme.example", "a"));
        send(false, List.of(group("sales", "s", "a")), member("ann.new@acme.example", "a"));
        assertThat(members()).contains("ann@acme.example a 0 2", "ann.new@acme.example a 0 2");
        assertThat(organization.groups()).isEqualTo(Map.of("sales", List.of("ann@acme.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad",
                "",
                "a b@acme.example",
                "a..b@acme.example",
                ".a@acme.example",
                "a@127.0.0.1",
                "a@-acme.example",
                "a@acme.example.",
                "a@acme..example",
                "a@b@c.example",
                "a,b@acme.example",
                " a@acme.example"
            })
    void stopsAtABadMailAndKeepsWhatCameBefore(String bad) {
        var answer = send(
                false,
                List.of(group("all", "all", "a")),
                member("ann@acme.example", "a"),
                leaver("also bad", "z"),
                member(bad, "x"),
                member("bob@acme.example", "b"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"message\":\"User email " + bad + " is not a valid email address\"");
        assertThat(members()).containsExactly("ann@acme.example a 0 2", "owner@acme.example null 2 0");
        assertThat(organization.groups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b", "ünï@acme.example", "a@münchen.example", "o'neil@acme.example", "a+b@acme_x.example"})
    void takesUnusualMails(String mail) {
        assertThat(sync(member(mail, "x")).statusCode()).isEqualTo(200);
    }

    @Test
    void neitherLimitsLengthsNorInsistsOnIds() {
        send(false, List.of(group("n".repeat(5000), "", "x"), group("again", "", "")), member("ann@acme.example", ""));
        send(false, List.of(group("again", " ")));
        assertThat(members()).contains("ann@acme.example null 0 2");
        assertThat(organization.groups()).hasSize(2).containsEntry("again", List.of());
        assertThat(groupCount()).isEqualTo(3);
    }

    private HttpResponse<String> sync(JsonObject... members) {
        return send(false, List.of(), members);
    }

    private HttpResponse<String> send(boolean overwrite, List<JsonObject> groups, JsonObject... members) {
        return post(Json.compact(new JsonObject()
                .put("groups", groups)
                .put("members", List.of(members))
                .put("overwriteExisting", overwrite)));
    }

    private static JsonObject member(String email, String externalId) {
        return new JsonObject()
                .put("email", email)
                .put("externalId", externalId)
                .put("deleted", false);
    }

    private static JsonObject leaver(String email, String externalId) {
        return member(email, externalId).put("deleted", true);
    }

    private static JsonObject group(String name, String externalId, String... members) {
        return new JsonObject()
                .put("name", name)
                .put("externalId", externalId)
                .put("memberExternalIds", List.of(members));
    }

    /** Mail, external id, status and type of each. */
    private List<String> members() {
        return list("members").stream()
                .map(member -> member.text("email").orElseThrow() + " "
                        + member.text("externalId").orElse("null") + " " + member.get("status") + " "
                        + member.get("type"))
                .sorted()
                .toList();
    }

    private int groupCount() {
        return list("groups").size();
    }

    private List<JsonObject> list(String path) {
        var answer = (JsonObject)
                Objects.requireNonNull(Json.parse(organization.read(path).body()));
        return answer.list("data").stream().map(JsonObject.class::cast).toList();
    }

    private static Map<String, String> without(String field) {
        return Map.of("-", field);
    }

    private HttpResponse<String> signIn(EmbeddedOrganization where, Map<String, String> changes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", options.clientId());
        form.put("client_secret", options.clientSecret());
        form.put("scope", "api.organization");
        form.put("deviceIdentifier", "device");
        form.put("deviceName", "linux");
        form.put("deviceType", "8");
        changes.forEach((field, value) -> {
            if (field.equals("-")) {
                form.remove(value);
            } else {
                form.put(field, value);
            }
        });
        var body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        return send("POST", where.url().resolve("/identity/connect/token"), body, FORM);
    }

    private static String accessToken(HttpResponse<String> answer) {
        return ((JsonObject) Objects.requireNonNull(Json.parse(answer.body().getBytes(StandardCharsets.UTF_8))))
                .text("access_token")
                .orElseThrow();
    }

    private HttpResponse<String> post(String body) {
        return post(body, "Bearer " + token, "*/*");
    }

    private HttpResponse<String> post(String body, String authorization, String accept) {
        return send(HttpRequest.newBuilder(organization.url().resolve(IMPORT))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", authorization)
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(String method, URI uri, String body, String type) {
        return send(
                HttpRequest.newBuilder(uri).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-type").orElse("");
    }
}
