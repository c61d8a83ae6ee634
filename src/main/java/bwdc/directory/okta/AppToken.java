package bwdc.directory.okta;

import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.BearerToken.Granted;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.Credential;
import bwdc.directory.cloud.Jwt;
import bwdc.directory.cloud.Query;
import bwdc.directory.cloud.Wire;
import bwdc.directory.okta.OktaSettings.ServiceApp;
import bwdc.http.Answer;
import bwdc.http.Request;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.secret.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token for a service app, which signs what it claims to be instead of sending a password (RFC 7523). Where the app is set
 * to want it, the token is bound to a key of this run (RFC 9449): Okta says so in its first answer.
 */
final class AppToken implements Credential {
    private static final String PATH = "/oauth2/v1/token";

    /** Okta takes assertions of up to an hour; a short one is of less use to a thief, and lets clocks differ. */
    private static final Duration ASSERTION = Duration.ofMinutes(5);

    /** Without a proof, without the number that belongs into it, and with both. */
    private static final int TRIES = 3;

    private final Wire wire;
    private final URI uri;
    private final ServiceApp app;
    private final String scopes;
    private final Clock clock;
    private final BearerToken token;
    private volatile @Nullable Proofs proofs;

    /** @param scopes with blanks between them */
    AppToken(Wire wire, URI org, ServiceApp app, String scopes, Clock clock) {
        this.wire = wire;
        this.uri = URI.create(org + PATH);
        this.app = app;
        this.scopes = scopes;
        this.clock = clock;
        token = new BearerToken(this::granted, clock);
    }

    @Override
    public Map<String, String> headers(String method, URI to) {
        var plain = token.headers(method, to);
        var known = proofs;
        if (known == null) {
            return plain;
        }
        var own = bare(plain);
        return Map.of("Authorization", "DPoP " + own, "DPoP", known.of(method, to, own));
    }

    @Override
    public boolean renew(Map<String, String> refused) {
        return token.renew(Map.of("Authorization", "Bearer " + bare(refused)));
    }

    private static String bare(Map<String, String> headers) {
        var header = headers.getOrDefault("Authorization", "");
        return header.substring(header.indexOf(' ') + 1);
    }

    private Granted granted() {
        for (int tries = 1; ; tries++) {
            var answer = wire.send(request());
            if (answer.status() == 200) {
                return granted(answer);
            }
            if (tries == TRIES || !isBinding(answer)) {
                throw wire.dialect().fault(answer, uri);
            }
        }
    }

    /** Whether Okta wants the token to be bound, and the next try will do that. */
    private boolean isBinding(Answer answer) {
        var known = proofs;
        return switch (OktaDialect.error(answer)) {
            case "invalid_dpop_proof" -> {
                proofs = known == null ? new Proofs(clock) : known;
                yield known == null;
            }
            case "use_dpop_nonce" -> {
                var bound = known == null ? new Proofs(clock) : known;
                answer.header("dpop-nonce").ifPresent(bound::nonce);
                proofs = bound;
                yield answer.header("dpop-nonce").isPresent();
            }
            default -> false;
        };
    }

    private Request request() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        var known = proofs;
        if (known != null) {
            headers.put("DPoP", known.ofTokenRequest(uri));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("scope", scopes);
        fields.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        fields.put("client_assertion", assertion());
        return new Request("POST", uri, headers, List.of(Query.form(fields)));
    }

    private String assertion() {
        var header = new JsonObject().put("typ", "JWT");
        app.key().id().ifPresent(id -> header.put("kid", id));
        var now = clock.instant();
        var claims = new JsonObject()
                .put("iss", app.clientId())
                .put("sub", app.clientId())
                .put("aud", uri.toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(ASSERTION).getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        return Jwt.signed(header, claims, app.key().key());
    }

    private Granted granted(Answer answer) {
        try {
            if (Json.parse(answer.body()) instanceof JsonObject json
                    && json.text("access_token").isPresent()) {
                return new Granted(
                        Secret.of(json.text("access_token").get()),
                        Duration.ofSeconds(json.number("expires_in").orElse(3600L)));
            }
        } catch (JsonSyntaxException e) {
            // Told below, without the token that may be in it.
        }
        throw CloudAnswer.unexpected(uri, "there is no token in it");
    }
}
