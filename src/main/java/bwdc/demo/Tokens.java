package bwdc.demo;

import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signs clients in and knows which tokens are good. */
final class Tokens {
    private final OrganizationOptions options;
    private final VaultwardenSignIn vaultwarden;
    private final Map<String, Instant> good = new HashMap<>();

    Tokens(OrganizationOptions options) {
        this.options = options;
        vaultwarden = new VaultwardenSignIn(options);
    }

    Reply signIn(Map<String, List<String>> headers, String body) {
        var form = form(body);
        return (options.vaultwarden() ? vaultwarden.refusal(headers, form) : refusal(headers, form))
                .orElseGet(this::welcome);
    }

    private Optional<Reply> refusal(Map<String, List<String>> headers, Map<String, String> form) {
        var type = headers.getOrDefault("content-type", List.of("")).getFirst();
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return refusal("invalid_request");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refusal("unsupported_grant_type");
        }
        if (!options.clientId().equals(form.get("client_id"))
                || !options.clientSecret().equals(form.get("client_secret"))) {
            return refusal("invalid_client");
        }
        return "api.organization".equals(form.get("scope")) ? Optional.empty() : refusal("invalid_scope");
    }

    private static Optional<Reply> refusal(String error) {
        return Optional.of(Reply.json(400, new JsonObject().put("error", error)));
    }

    private Reply welcome() {
        return Reply.json(
                200,
                new JsonObject()
                        .put("access_token", token())
                        .put("expires_in", options.tokenLife().toSeconds())
                        .put("token_type", "Bearer")
                        .put("scope", "api.organization"));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (var pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private String token() {
        var end = Instant.now().plus(options.tokenLife());
        var header = new JsonObject().put("alg", "RS256").put("typ", "at+jwt");
        var claims = new JsonObject()
                .put("exp", end.getEpochSecond())
                .put("client_id", options.clientId())
                .put("client_sub", options.clientId().replace("organization.", ""))
                .put("scope", List.of("api.organization"))
                .put("jti", UUID.randomUUID().toString());
        var token = part(header) + "." + part(claims) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString("signature".getBytes(StandardCharsets.UTF_8));
        good.put(token, end);
        return token;
    }

    private static String part(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.compact(json).getBytes(StandardCharsets.UTF_8));
    }

    boolean accepts(String authorization) {
        var end = good.get(authorization.replaceFirst("^Bearer ", ""));
        return end != null && Instant.now().isBefore(end);
    }

    void revokeAll() {
        good.clear();
    }
}
