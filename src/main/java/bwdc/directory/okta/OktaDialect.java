package bwdc.directory.okta;

import bwdc.directory.cloud.Dialect;
import bwdc.directory.okta.OktaSettings.ServiceApp;
import bwdc.directory.okta.OktaSettings.SignIn;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How Okta says what is wrong, and where in its Admin Console that is put right. */
final class OktaDialect implements Dialect {
    private static final Duration NOTABLE = Duration.ofMinutes(2);

    private final SignIn signIn;
    private final Clock clock;

    OktaDialect(SignIn signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    @Override
    public String vendor() {
        return "Okta";
    }

    /** The error's name in an answer of the endpoint for tokens, empty without one. */
    static String error(Answer answer) {
        return json(answer).text("error").orElse("");
    }

    @Override
    public Fault fault(Answer answer, URI uri) {
        var json = json(answer);
        if (json.has("error") && uri.getRawPath().endsWith("/token")) {
            return refusedSignIn(answer, uri, json);
        }
        var words = json.text("errorSummary")
                .map(summary -> summary
                        + json.text("errorCode").map(code -> " (" + code + ")").orElse(""));
        return switch (answer.status()) {
            case 400 -> badRequest(answer, uri, words.orElse("400"));
            case 401 -> unknown(uri, words.orElse("401"));
            case 403 -> forbidden(answer, uri, words.orElse("403"));
            case 404 -> notFound(uri, words.orElse("404"));
            case 429 ->
                fault("Okta still refuses requests for " + uri.getPath() + ": its rate limit is used up.")
                        .hint("Reports > Rate Limits in the Admin Console shows who uses it. Lower okta.rateShare,"
                                + " or try again later");
            default ->
                fault("Okta could not answer " + uri.getPath() + ": " + words.orElse("") + " " + answer.status() + ".")
                        .hint("https://status.okta.com tells about disturbances; nothing was sent, try again later");
        };
    }

    private static Fault fault(String sentence) {
        return Fault.of(ExitCode.DIRECTORY, sentence.replaceAll(" +", " "));
    }

    private Fault refusedSignIn(Answer answer, URI uri, JsonObject json) {
        var error = json.text("error").orElse("");
        var description = json.text("error_description").orElse("");
        var sentence = uri.getHost() + " refused the sign-in of the app"
                + (signIn instanceof ServiceApp app ? " " + app.clientId() : "") + ": " + description + " (" + error
                + ").";
        var skew = skew(answer);
        if (skew.isPresent() && description.toLowerCase(Locale.ROOT).matches(".*(expir|future|issued|iat|nbf).*")) {
            return fault(sentence).hint("this machine's clock is " + skew.get() + " Okta's: set it (timedatectl)");
        }
        return fault(sentence)
                .hint(
                        switch (error) {
                            case "invalid_client" ->
                                "okta.clientId and okta.privateKey must be of one app: Applications > Applications >"
                                        + " your app > General > Client Credentials, where the public key stands too. With"
                                        + " several keys set okta.keyId to the KID of yours";
                            case "invalid_scope", "access_denied", "consent_required" ->
                                "grant okta.users.read and okta.groups.read:"
                                        + " Applications > Applications > your app > Okta API Scopes";
                            case "unauthorized_client", "unsupported_grant_type" ->
                                "the app must be of the type API Services:"
                                        + " Applications > Applications > Create App Integration > API Services";
                            case "invalid_dpop_proof", "use_dpop_nonce" ->
                                "is this machine's clock right? Otherwise switch off \"Require Demonstrating Proof of"
                                        + " Possession\" of the app: Applications > Applications > your app > General";
                            default ->
                                "Applications > Applications > your app in the Admin Console; Reports > System Log"
                                        + " tells more";
                        });
    }

    private Fault badRequest(Answer answer, URI uri, String words) {
        var proof = answer.header("www-authenticate").filter(text -> text.contains("invalid_dpop_proof"));
        if (proof.isPresent()) {
            return fault("Okta refused the proof that the token belongs to this run: " + words + ".")
                    .hint(skew(answer)
                            .map(off -> "this machine's clock is " + off + " Okta's: set it (timedatectl)")
                            .orElse("does a proxy change requests on their way?"));
        }
        var users = uri.getPath().endsWith("/users") && !uri.getPath().contains("/groups/");
        if (uri.getRawQuery() == null || !uri.getRawQuery().contains("filter=")) {
            return fault("Okta refused a request for " + uri.getPath() + ": " + words + ".");
        }
        return fault("Okta does not understand the part of sync." + (users ? "userFilter" : "groupFilter")
                        + " after the bar: " + words + ".")
                .hint(
                        users
                                ? "users can be chosen by status, lastUpdated, id, profile.login, profile.email,"
                                        + " profile.firstName and profile.lastName, with eq, and, or and parentheses:"
                                        + " | profile.lastName eq \"Smith\""
                                : "groups can be chosen by id, type, lastUpdated and lastMembershipUpdated, with eq,"
                                        + " and, or and parentheses: | type eq \"OKTA_GROUP\"; by name:"
                                        + " include:NAME,NAME");
    }

    private Fault unknown(URI uri, String words) {
        return fault(uri.getHost() + " refused the sign-in: " + words + ".")
                .hint(
                        switch (signIn) {
                            case OktaSettings.ApiToken token ->
                                "make a new token under Security > API > Tokens and give it with bwdc config"
                                        + " okta.token --secretfile FILE. A token ends after 30 days without use and when"
                                        + " its administrator is deactivated, and may be limited to some network zones";
                            case ServiceApp app ->
                                "the token was refused although Okta had just given it: is okta.orgUrl the address of"
                                        + " your own organization, and this machine's clock right?";
                        });
    }

    private Fault forbidden(Answer answer, URI uri, String words) {
        var scope = uri.getPath().contains("/groups") ? "okta.groups.read" : "okta.users.read";
        var lacksScope = answer.header("www-authenticate")
                .filter(text -> text.contains("insufficient_scope"))
                .isPresent();
        return fault("Okta does not let "
                        + switch (signIn) {
                            case OktaSettings.ApiToken token -> "the administrator of the API token";
                            case ServiceApp app -> "the app " + app.clientId();
                        }
                        + " read " + uri.getPath() + ": " + words + ".")
                .hint(
                        switch (signIn) {
                            case OktaSettings.ApiToken token ->
                                "give the administrator the role Read-Only Administrator: Security >"
                                        + " Administrators";
                            case ServiceApp app
                            when lacksScope ->
                                "grant " + scope + ": Applications > Applications > your app > Okta API Scopes";
                            case ServiceApp app ->
                                "give the app the role Read-Only Administrator (Applications > Applications > your"
                                        + " app > Admin roles), and grant " + scope + " (Okta API Scopes)";
                        });
    }

    private static Fault notFound(URI uri, String words) {
        return uri.getPath().contains("/groups/")
                ? fault("A group was deleted while its members were read: " + words + ".")
                        .hint("run it again")
                : fault(uri.getHost() + " does not know " + uri.getPath() + ": " + words + ".")
                        .hint("is okta.orgUrl the address of your Okta organization, such as https://acme.okta.com?");
    }

    /** How far this machine's clock is off, when that is enough to matter. */
    private Optional<String> skew(Answer answer) {
        return ServerTime.of(answer.headers())
                .map(theirs -> Duration.between(theirs, clock.instant()))
                .filter(off -> off.abs().compareTo(NOTABLE) > 0)
                .map(off -> off.abs().toMinutes() + " minutes " + (off.isNegative() ? "behind" : "ahead of"));
    }

    private static JsonObject json(Answer answer) {
        try {
            return Json.parse(answer.body()) instanceof JsonObject object ? object : new JsonObject();
        } catch (JsonSyntaxException e) {
            return new JsonObject();
        }
    }
}
