package bwdc.demo.entra;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Signs an application in with its secret, and knows the tokens that it gave out. */
final class TenantTokens {
    static final String KEY = "Q~8demo.secret-of-the-sample-tenant";

    private final String tenant;
    private final String application;
    private volatile String scope;
    private final Clock clock;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Set<String> roles =
            new LinkedHashSet<>(List.of("User.Read.All", "Group.Read.All", "AdministrativeUnit.Read.All"));
    private volatile Duration time = Duration.ofSeconds(3599);
    private volatile Instant secretEnd = Instant.MAX;

    TenantTokens(String tenant, String application, String scope, Clock clock) {
        this.tenant = tenant;
        this.application = application;
        this.scope = scope;
        this.clock = clock;
    }

    void scope(String scope) {
        this.scope = scope;
    }

    void time(Duration time) {
        this.time = time;
    }

    void secretEnds(Instant end) {
        secretEnd = end;
    }

    Set<String> roles() {
        return roles;
    }

    /** As if their time were over. */
    void endAll() {
        ends.replaceAll((token, end) -> Instant.MIN);
    }

    Reply signIn(Ask ask) {
        if (!ask.method().equals("POST")) {
            return refusal(400, "invalid_request", 900561, "The endpoint only accepts POST requests.");
        }
        if (!ask.path().equals("/" + tenant + "/oauth2/v2.0/token")) {
            return refusal(
                    400,
                    "invalid_request",
                    90002,
                    "Tenant '" + ask.path().split("/", -1)[1]
                            + "' not found. Check to make sure you have the correct tenant ID and are signing into the"
                            + " correct cloud.");
        }
        ask.only();
        return granted(ask.form());
    }

    private Reply granted(Map<String, String> form) {
        if (!form.keySet().containsAll(Set.of("client_id", "client_secret", "grant_type", "scope"))) {
            return refusal(400, "invalid_request", 900144, "The request body must contain other parameters.");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refusal(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        }
        if (!application.equals(form.get("client_id"))) {
            return refusal(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + form.get("client_id") + "' was not found in the directory '"
                            + tenant + "'.");
        }
        if (!KEY.equals(form.get("client_secret"))) {
            return refusal(
                    401,
                    "invalid_client",
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID, for a secret added to app '" + application + "'.");
        }
        if (!clock.instant().isBefore(secretEnd)) {
            return refusal(
                    401,
                    "invalid_client",
                    7000222,
                    "The provided client secret keys for app '" + application + "' are expired.");
        }
        if (!wanted(form.getOrDefault("scope", ""))) {
            return refusal(
                    400,
                    "invalid_resource",
                    500011,
                    "The resource principal named " + form.get("scope") + " was not found in the tenant.");
        }
        return token();
    }

    /** Microsoft's own library asks for the scopes of a signed-in person as well, which mean nothing here. */
    private boolean wanted(String scopes) {
        List<String> rest = new ArrayList<>(List.of(scopes.split(" ", -1)));
        rest.removeAll(List.of("openid", "profile", "offline_access"));
        return rest.equals(List.of(scope));
    }

    private Reply token() {
        var claims = new JsonObject()
                .put("aud", scope.substring(0, scope.indexOf("/.default")))
                .put("appid", application)
                .put("roles", List.copyOf(roles))
                .put("jti", UUID.randomUUID().toString());
        var token = part(new JsonObject().put("typ", "JWT").put("alg", "RS256")) + "." + part(claims) + ".c3RhbmQtaW4";
        ends.put(token, clock.instant().plus(time));
        return Reply.json(
                200,
                new JsonObject()
                        .put("token_type", "Bearer")
                        .put("expires_in", time.toSeconds())
                        .put("ext_expires_in", time.toSeconds())
                        .put("access_token", token));
    }

    private static String part(JsonObject object) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.compact(object).getBytes(StandardCharsets.UTF_8));
    }

    private static Reply refusal(int status, String error, long code, String description) {
        return Reply.json(
                status,
                new JsonObject()
                        .put("error", error)
                        .put(
                                "error_description",
                                "AADSTS" + code + ": " + description
                                        + " Trace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333 Correlation ID:"
                                        + " aaaa0000-bb11-2222-33cc-444444dddddd Timestamp: 2026-01-01 00:00:00Z")
                        .put("error_codes", List.of(code)));
    }

    /** What is wrong with the token of a request, or empty. */
    Optional<String> problem(Ask ask) {
        var header = ask.header("authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            return Optional.of("Access token is empty.");
        }
        var end = ends.get(header.substring("Bearer ".length()));
        if (end == null) {
            return Optional.of("Access token validation failure. Invalid audience.");
        }
        return clock.instant().isBefore(end)
                ? Optional.empty()
                : Optional.of("Lifetime validation failed, the token is expired.");
    }
}
