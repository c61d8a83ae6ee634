package bwdc.directory.entra;

import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.Query;
import bwdc.directory.cloud.Wire;
import bwdc.http.Answer;
import bwdc.http.Request;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs in as the application with its secret (OAuth 2.0 client credentials, RFC 6749 4.4). */
final class SignIn {
    private final EntraSettings settings;
    private final Wire wire;
    private @Nullable String token;

    SignIn(EntraSettings settings, Wire wire) {
        this.settings = settings;
        this.wire = wire;
    }

    /** @throws bwdc.fault.Fault with exit code 5 that says why there is no token */
    BearerToken.Granted ask() {
        var uri = URI.create(settings.login() + "/" + settings.tenant() + "/oauth2/v2.0/token");
        var headers = Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded");
        var answer = wire.send(new Request("POST", uri, headers, List.of(form())));
        var body = json(answer);
        var given = body.flatMap(object -> object.text("access_token"));
        if (answer.status() != 200 || given.isEmpty()) {
            throw new SignInFaults(settings, uri).of(answer, body);
        }
        token = given.get();
        return new BearerToken.Granted(Secret.of(given.get()), time(body.get()));
    }

    private byte[] form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client_id", settings.application());
        fields.put("client_secret", settings.key().reveal());
        fields.put("grant_type", "client_credentials");
        fields.put("scope", settings.scope());
        return Query.form(fields);
    }

    private static Optional<JsonObject> json(Answer answer) {
        try {
            return Json.parse(answer.body()) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Seconds; the older endpoint writes them as text. A token without an end is taken for a short one. */
    private static Duration time(JsonObject body) {
        var text = String.valueOf(body.get("expires_in"));
        return Duration.ofSeconds(text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 300);
    }

    /** What the application may do, as the last token tells it; empty when it cannot be read. */
    Optional<List<String>> roles() {
        return Optional.ofNullable(token).flatMap(TokenRoles::of);
    }
}
