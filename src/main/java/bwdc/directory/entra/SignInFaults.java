package bwdc.directory.entra;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts into words why Entra ID gives no token. Its numbers are explained in
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */
final class SignInFaults {
    private static final Pattern NUMBER = Pattern.compile("AADSTS([0-9]{2,9})");

    private final EntraSettings settings;
    private final URI uri;

    SignInFaults(EntraSettings settings, URI uri) {
        this.settings = settings;
        this.uri = uri;
    }

    /** What is wrong and what to try. */
    private record Reason(String why, String hint) {}

    Fault of(Answer answer, Optional<JsonObject> body) {
        var error = body.flatMap(object -> object.text("error"));
        if (error.isEmpty() && answer.status() == 401) {
            return Fault.of(ExitCode.DIRECTORY, "Cannot sign in to Entra ID: it refuses the application or its secret.")
                    .hint("if the secret has expired or is wrong, make a new one: " + secrets());
        }
        if (error.isEmpty()) {
            return Fault.of(
                            ExitCode.DIRECTORY,
                            "Unknown error (" + answer.status() + ") from " + uri.getScheme() + "://"
                                    + uri.getRawAuthority() + ", which should sign in to Entra ID.")
                    .hint("is something between this machine and the server, a proxy that signs in, or a wrong"
                            + " entra.loginUrl? Otherwise try again later");
        }
        var description = firstLine(body.flatMap(object -> object.text("error_description")));
        var number = NUMBER.matcher(description);
        var code = number.find() ? number.group(1) : "";
        var reason = reason(code, error.get());
        return Fault.of(
                        ExitCode.DIRECTORY,
                        "Cannot sign in to Entra ID: " + reason.why() + (code.isEmpty() ? "" : " (AADSTS" + code + ")")
                                + ".")
                .details(List.of(error.get() + " (" + answer.status() + "): " + description))
                .hint(reason.hint());
    }

    /** What follows are numbers for Microsoft's support. */
    private static String firstLine(Optional<String> description) {
        return description.flatMap(text -> text.lines().findFirst()).orElse("no description");
    }

    private Reason reason(String code, String error) {
        return switch (code) {
            case "7000222" -> new Reason("the client secret has expired", "make a new one: " + secrets());
            case "7000215" ->
                new Reason(
                        "entra.key is not a client secret of the application",
                        "the secret's Value is needed, not its Secret ID, and it is shown only when it is made. Make a"
                                + " new one: " + secrets());
            case "7000216", "7000218" -> new Reason("the client secret is missing", "set entra.key: " + secrets());
            case "700016", "700054" ->
                new Reason(
                        "the tenant " + settings.tenant() + " has no application " + settings.application(),
                        "entra.applicationId is the Application (client) ID and entra.tenant the Directory (tenant) ID"
                                + " on the overview of the application: " + application());
            case "90002", "900023", "900021", "50059" ->
                new Reason(
                        "there is no tenant " + settings.tenant() + " in the "
                                + settings.cloud().title() + " cloud",
                        "entra.tenant is the Directory (tenant) ID: " + application()
                                + "; a tenant of another cloud needs entra.identityAuthority: "
                                + bwdc.settings.EntraCloud.all());
            case "7000112" ->
                new Reason(
                        "the application " + settings.application() + " is disabled",
                        settings.cloud().adminCenter() + " > Enterprise applications > the application > Properties >"
                                + " Enabled for users to sign in");
            case "700024", "500133", "50013" ->
                new Reason("its proof of who it is is from another time", "is this machine's clock right?");
            case "53003", "530031", "530034" ->
                new Reason(
                        "a Conditional Access policy keeps the application out",
                        settings.cloud().adminCenter() + " > Protection > Conditional Access: allow this workload"
                                + " identity from the address of this machine");
            case "900382", "900439", "900432", "90072", "500011", "1002012", "70011" ->
                new Reason(
                        "it is not of the cloud that entra.identityAuthority and entra.graphUrl name",
                        "both belong to one cloud: " + bwdc.settings.EntraCloud.all());
            case "90033", "90024", "90055", "50196", "90006" ->
                new Reason("Entra ID is busy or has a fault of its own", "try again later");
            default ->
                new Reason(error, "https://" + settings.cloud().authority() + "/error?code=" + code + " explains it");
        };
    }

    private String application() {
        return settings.cloud().adminCenter() + " > App registrations > the application";
    }

    private String secrets() {
        return application() + " > Certificates & secrets > New client secret, then bwdc config entra.key --secretfile"
                + " FILE";
    }
}
