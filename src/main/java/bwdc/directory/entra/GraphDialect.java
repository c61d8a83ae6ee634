package bwdc.directory.entra;

import bwdc.directory.cloud.Dialect;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.settings.EntraCloud;
import java.net.URI;
import java.util.List;

/** How Graph says what is wrong: a code, a sentence, and numbers for Microsoft's support. */
final class GraphDialect implements Dialect {
    private final EntraCloud cloud;

    GraphDialect(EntraCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public String vendor() {
        return "Entra ID";
    }

    @Override
    public Fault fault(Answer answer, URI uri) {
        return GraphError.of(answer)
                .map(error -> told(error, uri))
                .orElseGet(() -> Fault.of(
                                ExitCode.DIRECTORY, place(uri) + " answered " + answer.status() + ", and not as Graph.")
                        .hint("nothing was sent. Is something between this machine and Graph, or is entra.graphUrl"
                                + " wrong? Otherwise try again later"));
    }

    private Fault told(GraphError error, URI uri) {
        var code = error.code().isEmpty() ? "" : " (" + error.code() + ")";
        return Fault.of(ExitCode.DIRECTORY, sentence(error, uri) + code + ".")
                .details(error.message().isEmpty() ? List.of() : List.of(error.message()))
                .hint(hint(error, uri))
                .because(error);
    }

    private static String sentence(GraphError error, URI uri) {
        return switch (error.status()) {
            case 401 -> "Graph refuses the token";
            case 403 -> "The application may not read " + place(uri);
            case 404 -> "Graph does not find " + place(uri);
            case 429 -> "Graph still asks to slow down after several tries";
            default -> "Graph answered " + error.status() + " to " + place(uri);
        };
    }

    private String hint(GraphError error, URI uri) {
        return switch (error.status()) {
            case 401 ->
                "is " + uri.getHost()
                        + " of the same cloud as entra.identityAuthority, and do the clocks agree? A token"
                        + " for one cloud is worth nothing in another";
            case 403 -> grant(permission(uri.getRawPath()), cloud);
            case 404 ->
                uri.getRawPath().contains("administrativeUnits")
                        ? "is there an administrative unit with the id that sync.groupFilter names?"
                        : "was the group deleted just now? Run again. Otherwise: is there a group with the id that"
                                + " sync.userFilter names?";
            case 429 -> "nothing was sent. Try again later, or lower sync.parallelRequests";
            default -> "nothing was sent; try again later";
        };
    }

    /** Where an administrator grants it. */
    static String grant(String permission, EntraCloud cloud) {
        return "grant " + permission + ": " + cloud.adminCenter() + " > App registrations > the application > API"
                + " permissions > Add a permission > Microsoft Graph"
                + " > Application permissions, then Grant admin"
                + " consent";
    }

    /** The least that reads this. */
    static String permission(String path) {
        if (path.contains("/administrativeUnits")) {
            return "AdministrativeUnit.Read.All";
        }
        return path.contains("/groups") ? "GroupMember.Read.All (or Group.Read.All)" : "User.Read.All";
    }

    private static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
