package bwdc.directory.onelogin;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.Dialect;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * OneLogin's errors: {@code {"status":{"error":true,"code":401,"type":"Unauthorized","message":"…"}}}, with the same status
 * of HTTP or, at times, with 200.
 *
 * @param apiSetting the setting that decides where the API is
 */
record OneLoginDialect(String apiSetting) implements Dialect {
    private static final String CONSOLE = "OneLogin's administration, Developers, API Credentials";
    private static final String SCOPE = "the credential needs the scope Read users (" + CONSOLE + ")";
    private static final int LONGEST = 200;

    @Override
    public String vendor() {
        return "OneLogin";
    }

    /** Requests are counted by the hour, and which status an account gets that has none left is not documented. */
    @Override
    public boolean asksToSlowDown(Answer answer) {
        return answer.status() >= 400
                && answer.status() < 500
                && answer.header("x-ratelimit-remaining")
                        .filter(left -> left.strip().equals("0"))
                        .isPresent();
    }

    /** OneLogin counts down the seconds to the next hour. */
    @Override
    public Optional<Duration> pause(Answer answer) {
        return answer.header("x-ratelimit-reset")
                .map(String::strip)
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    @Override
    public Fault fault(Answer answer, URI uri) {
        return fault(answer.status(), message(answer), uri, pause(answer));
    }

    /** The same for an error that came with 200. */
    Fault fault(JsonObject status, CloudAnswer answer) {
        int code = status.number("code").orElse(0L).intValue();
        return fault(code, message(status), answer.uri(), Optional.empty());
    }

    private Fault fault(int code, String message, URI uri, Optional<Duration> pause) {
        var sentence = "OneLogin answered " + code + message + " at " + place(uri) + ".";
        return Fault.of(ExitCode.DIRECTORY, sentence)
                .hint(
                        switch (code) {
                            case 400, 422 ->
                                "is the query in sync.userFilter or sync.groupFilter, after the bar, one that"
                                        + " OneLogin knows? Otherwise " + SCOPE;
                            case 401, 403 -> SCOPE;
                            case 404 -> "is " + apiSetting + " right?";
                            case 429 ->
                                "the account's requests of this hour are used up"
                                        + pause.map(time -> "; more in " + minutes(time))
                                                .orElse("")
                                        + ". The next sync reads it all";
                            default ->
                                "nothing was sent; try again later. https://www.onelogin.com/status tells of trouble";
                        });
    }

    private static String minutes(Duration time) {
        return Math.max(1, (time.toSeconds() + 59) / 60) + " minutes";
    }

    /** Why there is no token. */
    Fault signIn(Answer answer, URI uri) {
        if (answer.status() == 401 || answer.status() == 400 || answer.status() == 403) {
            return Fault.of(
                            ExitCode.DIRECTORY,
                            "OneLogin refused onelogin.clientId or onelogin.clientSecret: " + answer.status()
                                    + message(answer) + ".")
                    .hint("both are in " + CONSOLE + "; is the credential of the region that " + apiSetting
                            + " says, and is it enabled?");
        }
        return fault(answer, uri);
    }

    private static String message(Answer answer) {
        try {
            return Json.parse(answer.body()) instanceof JsonObject body
                    ? message(body.object("status").orElse(body))
                    : "";
        } catch (JsonSyntaxException e) {
            return "";
        }
    }

    private static String message(JsonObject status) {
        return status.text("message")
                .map(text -> text.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> " (" + text.substring(0, Math.min(LONGEST, text.length())) + ")")
                .orElse("");
    }

    private static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
