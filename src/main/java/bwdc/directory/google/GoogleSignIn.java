package bwdc.directory.google;

import bwdc.directory.cloud.BearerToken;
import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.Jwt;
import bwdc.directory.cloud.Query;
import bwdc.directory.cloud.Wire;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.http.Request;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import bwdc.secret.Secret;
import bwdc.settings.GoogleKeyFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gets access tokens for assertions that the service account's key signs.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account#httprest">Google's description</a>
 */
final class GoogleSignIn {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);

    private final Wire wire;
    private final GoogleSettings settings;
    private final Clock clock;

    GoogleSignIn(Wire wire, GoogleSettings settings, Clock clock) {
        this.wire = wire;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Fault with exit code 5 that says why there is no token */
    BearerToken.Granted token() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("assertion", assertion());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        var answer = wire.send(new Request("POST", settings.tokenUrl(), headers, List.of(Query.form(form))));
        var body = body(answer);
        var token = body.object().text("access_token").filter(text -> !text.isBlank());
        var seconds = body.object().number("expires_in").filter(number -> number > 0);
        if (answer.status() != 200) {
            throw refused(answer, body.object());
        }
        if (token.isEmpty() || seconds.isEmpty()) {
            throw body.unexpected("there is no token in it");
        }
        return new BearerToken.Granted(Secret.of(token.get()), Duration.ofSeconds(seconds.get()));
    }

    private String assertion() {
        long now = clock.instant().getEpochSecond();
        var claims = new JsonObject()
                .put("iss", settings.clientEmail())
                .put("scope", GoogleSettings.SCOPES)
                .put("aud", GoogleSettings.TOKEN_URL)
                .put("exp", now + LIFE.toSeconds())
                .put("iat", now)
                .put("sub", settings.adminUser());
        return Jwt.signed(new JsonObject(), claims, settings.key());
    }

    private CloudAnswer body(Answer answer) {
        try {
            return new CloudAnswer(Json.parse(answer.body()), answer.headers(), settings.tokenUrl());
        } catch (JsonSyntaxException e) {
            throw new CloudAnswer(null, answer.headers(), settings.tokenUrl())
                    .unexpected("status " + answer.status() + " and no JSON (" + answer.contentType() + ")");
        }
    }

    private Fault refused(Answer answer, JsonObject body) {
        var error = body.text("error").orElse(Integer.toString(answer.status()));
        var description = body.text("error_description").orElse("").strip();
        return Fault.of(
                        ExitCode.DIRECTORY,
                        "Google refused the sign-in of " + settings.clientEmail() + " as " + settings.adminUser() + ": "
                                + (description.isEmpty() ? error : error + ", " + description))
                .hint(hint(error, description.toLowerCase(Locale.ROOT), answer));
    }

    private String hint(String error, String description, Answer answer) {
        if (error.equals("unauthorized_client") || error.equals("access_denied")) {
            return GoogleDialect.delegation(settings);
        }
        if (description.contains("timeframe") || description.contains("iat")) {
            return offClock(answer);
        }
        if (description.contains("signature")) {
            return "the key is none of this account's, or was deleted there. " + GoogleKeyFile.REMEDY;
        }
        if (description.contains("account not found")) {
            return "there is no such service account, or it was deleted (gsuite.clientEmail). " + GoogleKeyFile.REMEDY;
        }
        if (description.contains("user id") || description.contains("email")) {
            return "is there an account " + settings.adminUser()
                    + " (gsuite.adminUser)? It is the address of an administrator";
        }
        return error.equals("disabled_client")
                ? "the service account is disabled: Google Cloud console, IAM & Admin, Service accounts"
                : "check gsuite.clientEmail, gsuite.privateKey and gsuite.adminUser";
    }

    /** By how much, as far as the answer tells the time. */
    private String offClock(Answer answer) {
        var words = time(answer)
                .map(time -> Duration.between(time, clock.instant()))
                .filter(off -> off.abs().compareTo(Duration.ofMinutes(1)) > 0)
                .map(off ->
                        "this machine's clock is " + off.abs().plusSeconds(30).toMinutes() + " minutes "
                                + (off.isNegative() ? "behind" : "ahead of") + " Google's")
                .orElse("this machine's clock is wrong");
        return words + ": set it, or let it be set (timedatectl set-ntp true)";
    }

    private static Optional<Instant> time(Answer answer) {
        try {
            return answer.header("date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
