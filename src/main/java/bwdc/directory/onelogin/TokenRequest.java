package bwdc.directory.onelogin;

import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.Wire;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Request;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks OneLogin for an access token with the client id and secret (RFC 6749 4.4). */
record TokenRequest(Wire wire, OneLoginSettings settings, OneLoginDialect dialect) {
    private static final byte[] BODY = "{\"grant_type\":\"client_credentials\"}".getBytes(StandardCharsets.UTF_8);
    /** What OneLogin gives, should it not say so. */
    private static final Duration USUAL = Duration.ofHours(10);

    private static final int LONGEST = 1 << 16;

    BearerToken.Granted send() {
        var uri = URI.create(settings.api() + "/auth/oauth2/v2/token");
        var answer = wire.send(new Request("POST", uri, headers(), List.of(BODY), LONGEST));
        if (answer.status() != 200) {
            throw dialect.signIn(answer, uri);
        }
        try {
            if (Json.parse(answer.body()) instanceof JsonObject granted) {
                return granted(granted, uri);
            }
        } catch (JsonSyntaxException e) {
            // Told below; the text may hold a token.
        }
        throw none(uri);
    }

    private static BearerToken.Granted granted(JsonObject granted, URI uri) {
        var token = granted.text("access_token").filter(text -> text.matches("[\\x21-\\x7e]+"));
        var time = granted.number("expires_in").filter(seconds -> seconds > 0).map(Duration::ofSeconds);
        return new BearerToken.Granted(Secret.of(token.orElseThrow(() -> none(uri))), time.orElse(USUAL));
    }

    private Map<String, String> headers() {
        var pair = settings.clientId() + ":" + settings.clientSecret().reveal();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Accept", "application/json");
        return headers;
    }

    private static Fault none(URI uri) {
        return Fault.of(ExitCode.DIRECTORY, "Could not get access token: the answer of " + uri + " has none in it.")
                .hint("nothing was sent. Is something between this machine and OneLogin, a proxy that signs in?");
    }
}
