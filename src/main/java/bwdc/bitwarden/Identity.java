package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Platform;
import bwdc.http.Answer;
import bwdc.http.Http;
import bwdc.http.Request;
import bwdc.http.Retries;
import bwdc.json.JsonObject;
import bwdc.secret.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Signs in: {@code POST /connect/token} with an organization's key. */
public final class Identity {
    private final Http http;
    private final Retries retries;
    private final ServerUrls urls;
    private final Platform platform;
    private final String version;

    public Identity(Http http, Retries retries, ServerUrls urls, Platform platform, String version) {
        this.http = http;
        this.retries = retries;
        this.urls = urls;
        this.platform = platform;
        this.version = version;
    }

    /**
     * Fetches a token.
     *
     * @param deviceId the id of this installation; Vaultwarden insists on one
     * @throws Fault with exit code 4 when the key is refused, 6 when there is no useful answer
     */
    public AccessToken signIn(ApiKey key, String deviceId) {
        var uri = URI.create(urls.identity() + "/connect/token");
        var headers = ClientHeaders.of(platform, version);
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.put("Accept", "application/json");
        var body = List.of(form(key, deviceId).getBytes(StandardCharsets.UTF_8));
        var answer = retries.send(() -> http.send(new Request("POST", uri, headers, body), ExitCode.BITWARDEN));
        if (answer.status() == 200 && ErrorBody.json(answer) instanceof JsonObject json) {
            var token = json.text("access_token");
            if (token.isPresent()) {
                return new AccessToken(Secret.of(token.get()));
            }
        }
        throw refused(answer, uri);
    }

    private String form(ApiKey key, String deviceId) {
        return "scope=api.organization"
                + "&client_id=" + encoded(key.clientId())
                + "&deviceType=" + platform.deviceType()
                + "&deviceIdentifier=" + encoded(deviceId)
                + "&deviceName=" + platform.deviceName()
                + "&grant_type=client_credentials"
                + "&client_secret=" + encoded(key.clientSecret().reveal());
    }

    /** JavaScript's {@code encodeURIComponent}. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }

    private static Fault refused(Answer answer, URI uri) {
        var where = uri + " answered " + answer.status();
        var body = ErrorBody.json(answer);
        if (body != null && body.text("error").filter("invalid_client"::equals).isPresent()) {
            return Fault.of(ExitCode.SIGN_IN, "Bitwarden refused the client id or secret (invalid_client).")
                    .hint(where
                            + ". Is the secret that of the admin console, the organization enabled, and the server the"
                            + " right one? `bwdc config server` (https://vault.bitwarden.eu for the EU cloud)");
        }
        var message = ErrorBody.message(answer);
        if (answer.status() == 429) {
            return Fault.of(ExitCode.BITWARDEN, message.orElse("Rate limit exceeded. Try again later."))
                    .hint(where);
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            return ErrorBody.redirect(answer, uri);
        }
        if (answer.status() >= 400 && answer.status() < 500 && body != null) {
            return Fault.of(ExitCode.SIGN_IN, message.orElse("Bitwarden refused the sign-in: " + body))
                    .hint(where);
        }
        return Fault.of(ExitCode.BITWARDEN, "The server's answer to the sign-in is not Bitwarden's.")
                .details(ErrorBody.beginning(answer))
                .hint(where + "; is `bwdc config server` the address of a Bitwarden or Vaultwarden server?");
    }
}
