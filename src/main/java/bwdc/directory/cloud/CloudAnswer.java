package bwdc.directory.cloud;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.json.JsonObject;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A successful answer of a vendor's API. */
public record CloudAnswer(@Nullable Object json, HttpHeaders headers, URI uri) {
    /** @throws Fault with exit code 5 when it is something else */
    public JsonObject object() {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw unexpected("it is no object");
    }

    /** @throws Fault with exit code 5 when it is something else, or has something else in it */
    public List<JsonObject> objects() {
        return objects(json);
    }

    /**
     * The objects of a list in it.
     *
     * @throws Fault with exit code 5 when there is no such list: an error is not an empty list
     */
    public List<JsonObject> objects(String key) {
        return objects(object().get(key));
    }

    private List<JsonObject> objects(@Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(JsonObject.class::isInstance)) {
            return list.stream().map(JsonObject.class::cast).toList();
        }
        throw unexpected("the list that was asked for is not in it");
    }

    /** For an answer that is JSON, but not what was asked for. */
    public Fault unexpected(String why) {
        return unexpected(uri, why);
    }

    /** For an answer that is not what was asked for. */
    public static Fault unexpected(URI uri, String why) {
        return Fault.of(ExitCode.DIRECTORY, "The answer of " + place(uri) + " is not the expected one: " + why + ".")
                .hint("nothing was sent. Is something between this machine and the server, a proxy that signs in, or a"
                        + " wrong address? Otherwise try again later");
    }

    /** Without the query, which may hold names of people. */
    static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
