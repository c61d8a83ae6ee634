package bwdc.demo.okta;

import bwdc.demo.loopback.Ask;
import bwdc.demo.loopback.Reply;
import bwdc.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who may read what: an API token, and a service app that signs (RFC 7523), whose tokens end and may be bound to a key (RFC
 * 9449).
 */
final class OktaSignIn {
    private static final String JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Set<String> FIELDS =
            Set.of("grant_type", "scope", "client_assertion_type", "client_assertion");

    private final OktaOptions options;
    private final URI tokenUri;
    private final Clock clock;
    private final Map<String, Granted> granted = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private String nonce = UUID.randomUUID().toString();

    private record Granted(Set<String> scopes, Instant end, Optional<String> thumbprint) {}

    OktaSignIn(OktaOptions options, URI org, Clock clock) {
        this.options = options;
        this.tokenUri = URI.create(org + "/oauth2/v1/token");
        this.clock = clock;
    }

    /** Every token that was given out is no longer good. */
    synchronized void end() {
        granted.clear();
    }

    /** From now on another number has to be in proofs for tokens. */
    synchronized void renewNonce() {
        nonce = UUID.randomUUID().toString();
    }

    synchronized Reply token(Ask ask) throws Refusal {
        if (!ask.method().equals("POST")) {
            throw Refusal.api(405, "E0000022", "The endpoint does not support the provided HTTP method");
        }
        var fields = fields(ask);
        if (!"client_credentials".equals(fields.get("grant_type"))) {
            throw Refusal.token(400, "unsupported_grant_type", "The authorization grant type is not supported.");
        }
        assertion(fields);
        var scopes = scopes(fields.getOrDefault("scope", ""));
        var proof = options.bound() ? Optional.of(proofOfToken(ask)) : Optional.<String>empty();
        var token = "eyJ" + UUID.randomUUID();
        granted.put(token, new Granted(scopes, clock.instant().plus(options.tokenLife()), proof));
        return Reply.json(
                200,
                new JsonObject()
                        .put("token_type", proof.isPresent() ? "DPoP" : "Bearer")
                        .put("expires_in", options.tokenLife().toSeconds())
                        .put("access_token", token)
                        .put("scope", String.join(" ", scopes)));
    }

    /** In the body, as the standard has it, or in the query, as Okta's own library has them. */
    private static Map<String, String> fields(Ask ask) {
        Map<String, String> fields = new LinkedHashMap<>(ask.query());
        if (ask.body().length > 0 && !ask.text().equals("{}")) {
            fields.putAll(ask.form());
        }
        var unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new Ask.Odd("unknown fields " + unknown);
        }
        return fields;
    }

    private void assertion(Map<String, String> fields) throws Refusal {
        if (!JWT.equals(fields.get("client_assertion_type"))) {
            throw client("The client_assertion_type must be " + JWT + ".");
        }
        var signed = SignedText.parse(fields.getOrDefault("client_assertion", ""))
                .orElseThrow(() -> client("The client_assertion is not a JWT."));
        var claims = signed.claims();
        var app = OktaApp.shared();
        if (!claims.text("iss").equals(Optional.of(app.clientId()))
                || !claims.text("sub").equals(Optional.of(app.clientId()))) {
            throw client("Invalid value for 'client_id' parameter.");
        }
        // One or a list of them (RFC 7519 4.1.3).
        if (!claims.text("aud").equals(Optional.of(tokenUri.toString()))
                && !claims.list("aud").contains(tokenUri.toString())) {
            throw client("The audience claim for client_assertion must be the endpoint invoked for the request.");
        }
        if (!signed.isSignedBy(app.keys().getPublic())
                || signed.header()
                        .text("kid")
                        .filter(id -> !id.equals(app.keyId()))
                        .isPresent()) {
            throw client("The client_assertion signature is invalid.");
        }
        var now = clock.instant().getEpochSecond();
        long end = claims.number("exp").orElseThrow(() -> client("The client_assertion has no expiration."));
        if (end <= now) {
            throw client("The client_assertion token is expired.");
        }
        if (end > now + 3600) {
            throw client("The client_assertion token has an expiration date too far into the future.");
        }
        if (!used.add("assertion " + claims.text("jti").orElse(signed.content()))) {
            throw client("The client_assertion token has already been used.");
        }
    }

    private static Refusal client(String description) {
        return Refusal.token(401, "invalid_client", description);
    }

    private Set<String> scopes(String asked) throws Refusal {
        var scopes = new TreeSet<>(List.of(asked.split(" ", -1)));
        if (!options.scopes().containsAll(scopes)) {
            throw Refusal.token(
                    400,
                    "invalid_scope",
                    "One or more scopes are not configured for the authorization server resource.");
        }
        return scopes;
    }

    private String proofOfToken(Ask ask) throws Refusal {
        var header = ask.header("dpop")
                .orElseThrow(() -> Refusal.token(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing."));
        var proof = proof(header, "POST", tokenUri)
                .orElseThrow(() -> Refusal.token(400, "invalid_dpop_proof", "The DPoP proof JWT is invalid."));
        if (!proof.claims().text("nonce").equals(Optional.of(nonce))) {
            throw Refusal.token(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.")
                    .with("dpop-nonce", nonce);
        }
        return thumbprint(proof);
    }

    /** Empty unless it is of this request, new, and signed with the key in it. */
    private Optional<SignedText> proof(String text, String method, URI uri) {
        return SignedText.parse(text).filter(proof -> {
            var claims = proof.claims();
            var key = proof.header().object("jwk").flatMap(SignedText::key);
            var age = claims.number("iat").map(at -> Math.abs(clock.instant().getEpochSecond() - at));
            return proof.header().text("typ").equals(Optional.of("dpop+jwt"))
                    && key.filter(proof::isSignedBy).isPresent()
                    && proof.header().object("jwk").filter(jwk -> jwk.has("d")).isEmpty()
                    && claims.text("htm").equals(Optional.of(method))
                    && claims.text("htu").equals(Optional.of(uri.toString()))
                    && age.filter(seconds -> seconds <= 300).isPresent()
                    && claims.text("jti").filter(id -> used.add("proof " + id)).isPresent();
        });
    }

    private static String thumbprint(SignedText proof) {
        return SignedText.hash(proof.header().object("jwk").orElseThrow().toString());
    }

    /** @throws Refusal unless the request may read with this scope */
    synchronized void check(Ask ask, URI uri, String scope) throws Refusal {
        var header = ask.header("authorization").orElse("");
        if (header.startsWith("SSWS ")) {
            if (!header.substring(5).equals(OktaTenant.TOKEN)) {
                throw Refusal.api(401, "E0000011", "Invalid token provided");
            }
            if (!options.scopes().contains(scope)) {
                throw Refusal.api(403, "E0000006", "You do not have permission to perform the requested action");
            }
            return;
        }
        var token = granted(header);
        if (token.thumbprint().isPresent()) {
            bound(ask, uri, token, header);
        }
        if (!token.scopes().contains(scope)) {
            throw Refusal.api(403, "E0000006", "You do not have permission to perform the requested action")
                    .with(
                            "WWW-Authenticate",
                            "Bearer error=\"insufficient_scope\", error_description=\"The access token provided does"
                                    + " not contain the required scopes.\", scope=\"" + scope + "\"");
        }
    }

    private Granted granted(String header) throws Refusal {
        var token = granted.get(header.substring(header.indexOf(' ') + 1));
        if (token == null || !clock.instant().isBefore(token.end())) {
            throw Refusal.api(401, "E0000011", "Invalid token provided")
                    .with(
                            "WWW-Authenticate",
                            "Bearer error=\"invalid_token\", error_description=\"The token has expired.\"");
        }
        if (!header.startsWith(token.thumbprint().isPresent() ? "DPoP " : "Bearer ")) {
            throw Refusal.api(401, "E0000011", "Invalid token provided");
        }
        return token;
    }

    private void bound(Ask ask, URI uri, Granted token, String header) throws Refusal {
        var hash = SignedText.hash(header.substring(5));
        var good = ask.header("dpop")
                .flatMap(text -> proof(text, ask.method(), uri))
                .filter(proof -> proof.claims().text("ath").equals(Optional.of(hash)))
                .filter(proof -> token.thumbprint().equals(Optional.of(thumbprint(proof))));
        if (good.isEmpty()) {
            throw Refusal.api(400, "E0000021", "Bad request.")
                    .with("WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\"");
        }
    }
}
