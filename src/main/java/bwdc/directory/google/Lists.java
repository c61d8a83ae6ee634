package bwdc.directory.google;

import bwdc.directory.cloud.CloudAnswer;
import bwdc.directory.cloud.CloudApi;
import bwdc.directory.cloud.Query;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads lists of the Directory API, page after page. May be used side by side. */
final class Lists {
    static final String ROOT = "/admin/directory/v1/";

    private final CloudApi api;

    Lists(CloudApi api) {
        this.api = api;
    }

    /**
     * Reads a list to its end.
     *
     * @param path below the root
     * @param parameters except for the page
     * @param name of the list in an answer
     */
    void each(String path, Map<String, String> parameters, String name, Consumer<JsonObject> entry) {
        Set<String> seen = new HashSet<>();
        Optional<String> next = Optional.empty();
        do {
            var answer = page(path, parameters, next);
            entries(answer, name).forEach(entry);
            next = next(answer);
            if (next.isPresent() && !seen.add(next.get())) {
                throw answer.unexpected("its pages go in a circle");
            }
        } while (next.isPresent());
    }

    /** Reads one page; {@link #entries} and {@link #next} tell what is on it. */
    CloudAnswer page(String path, Map<String, String> parameters, Optional<String> page) {
        var query = new Query();
        parameters.forEach(query::with);
        page.ifPresent(token -> query.with("pageToken", token));
        return api.get(api.at(ROOT + path + query));
    }

    /** Google leaves out a list that is empty; then the kind tells that the answer is the expected one. */
    static List<JsonObject> entries(CloudAnswer answer, String name) {
        var body = answer.object();
        if (body.has(name)) {
            return answer.objects(name);
        }
        if (!body.text("kind").equals(Optional.of("admin#directory#" + name))) {
            throw answer.unexpected("there are no " + name + " in it");
        }
        return List.of();
    }

    static Optional<String> next(CloudAnswer answer) {
        var next = answer.object().get("nextPageToken");
        if (next != null && !(next instanceof String)) {
            throw answer.unexpected("its nextPageToken is no text");
        }
        return answer.object().text("nextPageToken").filter(token -> !token.isEmpty());
    }

    /** An entry that nobody can mean. */
    static Fault withoutId() {
        return Fault.of(ExitCode.DIRECTORY, "Google Workspace lists an entry without an id.")
                .hint("nothing was sent. Is something between this machine and Google that changes its answers?");
    }
}
