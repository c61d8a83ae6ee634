package bwdc.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param headers in the order in which they are sent
 * @param body pieces that are sent one after another, null for none
 * @param longest how many bytes of the answer are kept
 */
public record Request(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable List<byte[]> body,
        int longest) {

    /** One whose answer is short. */
    public Request(String method, URI uri, Map<String, String> headers, @Nullable List<byte[]> body) {
        this(method, uri, headers, body, Http.LONGEST_BODY);
    }
}
