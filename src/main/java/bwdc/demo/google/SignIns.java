package bwdc.demo.google;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives access tokens for signed assertions (RFC 7523), and knows which are good.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Google's description</a>
 */
final class SignIns {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final String UNAUTHORIZED =
            "Client is unauthorized to retrieve access tokens using this method, or client"
                    + " not authorized for any of the scopes requested.";
    private static final String OFF = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable"
            + " timeframe. Check your iat and exp values in the JWT claim.";

    private final ServiceAccount account;
    private final GoogleCompany company;
    private final Clock clock;
    private final Duration life;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private volatile Set<String> delegated;

    /** What a token is good for. */
    private record Grant(String subject, Set<String> scopes, Instant end) {}

    /** @param delegated the scopes for which the Admin console lets the account act as others */
    SignIns(ServiceAccount account, GoogleCompany company, Set<String> delegated, Clock clock, Duration life) {
        this.account = account;
        this.company = company;
        this.delegated = delegated;
        this.clock = clock;
        this.life = life;
    }

    void delegate(Set<String> scopes) {
        delegated = scopes;
    }

    /** Ends every token, as changing the administrator's password does. */
    void revoke() {
        grants.clear();
    }

    /** Whether a token is good, and for this. */
    boolean isGood(String token) {
        return grant(token).isPresent();
    }

    boolean isOfAdministrator(String token) {
        return grant(token)
                .filter(grant -> grant.subject.equals(account.adminUser()))
                .isPresent();
    }

    boolean has(String token, String scope) {
        return grant(token).filter(grant -> grant.scopes.contains(scope)).isPresent();
    }

    private Optional<Grant> grant(String token) {
        return Optional.ofNullable(grants.get(token))
                .filter(grant -> clock.instant().isBefore(grant.end));
    }

    Reply answer(Ask ask) {
        if (!ask.method().equals("POST")) {
            return Refusal.ofSignIn(404, "invalid_request", "Not Found");
        }
        var form = ask.form();
        if (!GRANT.equals(form.get("grant_type"))) {
            return Refusal.ofSignIn(400, "unsupported_grant_type", "Invalid grant_type: " + form.get("grant_type"));
        }
        var parts = List.of(form.getOrDefault("assertion", "").split("\\.", -1));
        try {
            return parts.size() == 3
                    ? answer(parts, object(parts.get(0)), object(parts.get(1)))
                    : Refusal.ofSignIn(400, "invalid_grant", "Invalid JWT: not three parts");
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            return Refusal.ofSignIn(400, "invalid_grant", "Invalid JWT: " + e.getMessage());
        }
    }

    private static JsonObject object(String part) {
        return Json.parse(Base64.getUrlDecoder().decode(part)) instanceof JsonObject object ? object : new JsonObject();
    }

    private Reply answer(List<String> parts, JsonObject header, JsonObject claims) {
        if (!claims.text("iss").equals(Optional.of(account.clientEmail()))) {
            return Refusal.ofSignIn(400, "invalid_grant", "Invalid grant: account not found");
        }
        if (!header.text("alg").equals(Optional.of("RS256")) || !isSigned(parts)) {
            return Refusal.ofSignIn(400, "invalid_grant", "Invalid JWT Signature.");
        }
        if (!claims.text("aud").equals(Optional.of(AUDIENCE))) {
            return Refusal.ofSignIn(
                    400, "invalid_grant", "Invalid JWT: Failed audience check. The right audience is " + AUDIENCE);
        }
        if (!isOfNow(claims)) {
            return Refusal.ofSignIn(400, "invalid_grant", OFF);
        }
        return delegation(claims);
    }

    private boolean isSigned(List<String> parts) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(account.key().getPublic());
            signature.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts.get(2)));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isOfNow(JsonObject claims) {
        var issued = claims.number("iat").map(Instant::ofEpochSecond);
        var expires = claims.number("exp").map(Instant::ofEpochSecond);
        var now = clock.instant();
        return issued.isPresent()
                && expires.isPresent()
                && !issued.get().isAfter(now.plus(SKEW))
                && expires.get().isAfter(now)
                && !expires.get().isAfter(issued.get().plus(LONGEST))
                && !expires.get().isAfter(now.plus(LONGEST).plus(SKEW));
    }

    private Reply delegation(JsonObject claims) {
        var scopes = Set.of(claims.text("scope").orElse("").split(" ", -1));
        if (scopes.contains("")) {
            return Refusal.ofSignIn(400, "invalid_scope", "Empty or missing scope not allowed.");
        }
        var subject = claims.text("sub").orElse(account.clientEmail());
        if (claims.has("sub")) {
            if (!subject.endsWith("@" + company.domain()) || !delegated.containsAll(scopes)) {
                return Refusal.ofSignIn(401, "unauthorized_client", UNAUTHORIZED);
            }
            if (!subject.equals(account.adminUser())
                    && company.findUser(subject).isEmpty()) {
                return Refusal.ofSignIn(400, "invalid_grant", "Invalid email or User ID");
            }
        }
        var token = "ya29." + UUID.randomUUID();
        grants.put(token, new Grant(subject, scopes, clock.instant().plus(life)));
        return Reply.json(
                200,
                new JsonObject()
                        .put("access_token", token)
                        .put("expires_in", life.toSeconds())
                        .put("token_type", "Bearer"));
    }
}
