package bwdc.directory.cloud;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.http.Answer;
import bwdc.http.Request;
import bwdc.json.Json;
import bwdc.json.JsonSyntaxException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API of a vendor, which speaks JSON. The credential goes to its own address and nowhere else, whatever an answer
 * names as the next page. A token that ends in the middle is renewed. May be used side by side.
 */
public final class CloudApi {
    /** Longer answers are cut off and thereby refused. */
    private static final int LONGEST = 64 << 20;

    private final Wire wire;
    private final URI base;
    private final Credential credential;
    private final Map<String, String> usual;

    /** @param base address of the API, without a slash at its end */
    public CloudApi(Wire wire, URI base, Credential credential) {
        this(wire, base, credential, Map.of());
    }

    /** @param usual further headers of every request */
    public CloudApi(Wire wire, URI base, Credential credential, Map<String, String> usual) {
        this.wire = wire;
        this.base = base;
        this.credential = credential;
        this.usual = usual;
    }

    /** An address of the API. */
    public URI at(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    /** What a page names as the next one, which may be relative to it. */
    public URI next(URI page, String link) {
        try {
            return page.resolve(URI.create(link.strip()));
        } catch (IllegalArgumentException e) {
            throw CloudAnswer.unexpected(page, "its next page has no address").because(e);
        }
    }

    /**
     * Reads.
     *
     * @throws Fault with exit code 5 unless the answer is JSON and a success
     */
    public CloudAnswer get(URI uri) {
        return exchange("GET", uri, Map.of(), null);
    }

    /** One text of every object of a list, where nothing else is wanted of it: it takes a part of the memory. */
    public CloudTexts texts(URI uri, String key) {
        var answer = success("GET", uri, Map.of(), null);
        try {
            return new CloudTexts(Json.texts(answer.body(), key), answer.headers());
        } catch (JsonSyntaxException e) {
            throw CloudAnswer.unexpected(uri, "it is no JSON with the list that was asked for")
                    .because(e);
        }
    }

    /** Asks with a body. */
    public CloudAnswer post(URI uri, String contentType, byte[] body) {
        return exchange("POST", uri, Map.of("Content-Type", contentType), List.of(body));
    }

    private CloudAnswer exchange(String method, URI uri, Map<String, String> more, @Nullable List<byte[]> body) {
        var answer = success(method, uri, more, body);
        try {
            return new CloudAnswer(Json.parse(answer.body()), answer.headers(), uri);
        } catch (JsonSyntaxException e) {
            throw CloudAnswer.unexpected(uri, "it is no JSON (" + answer.contentType() + ")")
                    .because(e);
        }
    }

    private Answer success(String method, URI uri, Map<String, String> more, @Nullable List<byte[]> body) {
        own(uri);
        var used = credential.headers(method, uri);
        var answer = send(method, uri, more, used, body);
        if (answer.status() == 401 && credential.renew(used)) {
            answer = send(method, uri, more, credential.headers(method, uri), body);
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            throw CloudAnswer.unexpected(
                    uri, "it points to " + answer.header("location").orElse("another place"));
        }
        if (answer.status() != 200) {
            throw wire.dialect().fault(answer, uri);
        }
        return answer;
    }

    private Answer send(
            String method,
            URI uri,
            Map<String, String> more,
            Map<String, String> credentials,
            @Nullable List<byte[]> body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.putAll(usual);
        headers.putAll(credentials);
        headers.putAll(more);
        return wire.send(new Request(method, uri, headers, body, LONGEST));
    }

    private void own(URI uri) {
        if (!origin(uri).equals(origin(base)) || uri.getRawUserInfo() != null) {
            throw Fault.of(
                            ExitCode.DIRECTORY,
                            wire.dialect().vendor() + " names " + CloudAnswer.place(uri)
                                    + " as the place of more entries, which is not " + origin(base) + ".")
                    .hint("nothing was sent there, and nothing was synced. Does a proxy change its answers?");
        }
    }

    private static String origin(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
