package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The organization that a token belongs to, through Bitwarden's public API. */
public final class Organization {
    private static final String IMPORT = "/public/organization/import";
    private static final Pattern FIELD = Pattern.compile("(?i)(groups|members)\\[([0-9]+)\\]\\.?(.*)");

    private final Session session;

    public Organization(Session session) {
        this.session = session;
    }

    /**
     * Imports users and groups; only status 200 counts as done.
     *
     * @throws Fault with exit code 6 when the server refuses them or does not answer, 4 when it refuses the token twice
     */
    public void importMembers(ImportBody body) {
        var answer = session.send("POST", IMPORT, body.bytes());
        if (isRefusal(answer) && !answer.contentType().contains("html")) {
            session.rejected();
        }
        if (answer.status() != 200) {
            throw refused(answer, session.uri(IMPORT), body.request());
        }
    }

    /** Bitwarden's own refusals have an empty or a JSON body; a page comes from something on the way. */
    private static boolean isRefusal(Answer answer) {
        return answer.status() == 401 || answer.status() == 403;
    }

    private static Fault refused(Answer answer, URI uri, ImportRequest request) {
        var where = uri + " answered " + answer.status();
        if (isRefusal(answer)) {
            return Fault.of(ExitCode.SIGN_IN, "Your login session has expired.")
                    .hint(
                            where
                                    + " to a fresh token: is the organization's API key still valid? `bwdc login` signs in anew");
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            return ErrorBody.redirect(answer, uri);
        }
        var message = ErrorBody.message(answer);
        if (message.isPresent()) {
            return Fault.of(ExitCode.BITWARDEN, message.get())
                    .details(fieldErrors(answer, request, message.get()))
                    .hint(where);
        }
        if (answer.status() == 429) {
            return Fault.of(ExitCode.BITWARDEN, "Rate limit exceeded. Try again later.")
                    .hint(where);
        }
        return Fault.of(ExitCode.BITWARDEN, "Bitwarden did not accept the import.")
                .details(ErrorBody.beginning(answer))
                .hint(where + (answer.status() == 404 ? "; is `bwdc config server` right?" : ""));
    }

    /** The server names entries by their place in the request; people know them by name. Vaultwarden repeats its message. */
    private static List<String> fieldErrors(Answer answer, ImportRequest request, String message) {
        List<String> lines = new ArrayList<>();
        var body = ErrorBody.json(answer);
        if (body == null) {
            return lines;
        }
        for (var name : List.of("errors", "validationErrors", "ValidationErrors")) {
            body.object(name)
                    .ifPresent(errors -> errors.keys().forEach(field -> {
                        var problems = errors.list(field);
                        for (var problem : problems) {
                            var line = entry(field, request) + problem;
                            if (!line.equals(message)) {
                                lines.add(line);
                            }
                        }
                    }));
        }
        return lines;
    }

    private static String entry(String field, ImportRequest request) {
        var match = FIELD.matcher(field);
        if (!match.matches()) {
            return field.isBlank() ? "" : field + ": ";
        }
        int index = Integer.parseInt(match.group(2));
        var rest = match.group(3).isEmpty() ? ": " : ", " + match.group(3) + ": ";
        if (match.group(1).equalsIgnoreCase("groups")
                && index < request.groups().size()) {
            return "group \"" + request.groups().get(index).name() + "\"" + rest;
        }
        if (match.group(1).equalsIgnoreCase("members")
                && index < request.members().size()) {
            return "user " + request.members().get(index).email() + rest;
        }
        return field + ": ";
    }
}
