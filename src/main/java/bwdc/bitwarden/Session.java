package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.host.Platform;
import bwdc.http.Answer;
import bwdc.http.Http;
import bwdc.http.Request;
import bwdc.http.Retries;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the public API in the name of one organization: with its token, which is renewed once when the server
 * refuses it, and sent again as {@link Retries} says. May be used side by side.
 */
public final class Session {
    /** Enough for the list of 500,000 members. */
    private static final int LONGEST_LIST = 256 << 20;

    private static final int LONGEST_REFUSAL = 1 << 20;

    private final Http http;
    private final Retries writing;
    private final Retries reading;
    private final ServerUrls urls;
    private final Platform platform;
    private final String version;
    private final TokenSource tokens;

    /**
     * @param writing the pace of requests that change something
     * @param reading the pace of those that do not
     * @param version the release of Directory Connector that is followed
     */
    public Session(
            Http http,
            Retries writing,
            Retries reading,
            ServerUrls urls,
            Platform platform,
            String version,
            TokenSource tokens) {
        this.http = http;
        this.writing = writing;
        this.reading = reading;
        this.urls = urls;
        this.platform = platform;
        this.version = version;
        this.tokens = tokens;
    }

    /** @param path below the API's address, with its first slash */
    URI uri(String path) {
        return URI.create(urls.api() + path);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer send(String method, String path, byte @Nullable [] body) {
        var token = current();
        var answer = once(method, path, body, token);
        return answer.status() == 401 || answer.status() == 403 && !method.equals("GET")
                ? once(method, path, body, renewed(token))
                : answer;
    }

    /** The key behind the token is no longer good. */
    void rejected() {
        tokens.rejected();
    }

    private Answer once(String method, String path, byte @Nullable [] body, AccessToken token) {
        var headers = ClientHeaders.of(platform, version);
        headers.put("Authorization", token.bearer());
        if (body != null) {
            headers.put("Content-Type", "application/json; charset=utf-8");
        }
        headers.put("Accept", "*/*");
        var reads = method.equals("GET");
        var request = new Request(
                method,
                uri(path),
                headers,
                body == null ? null : List.of(body),
                reads ? LONGEST_LIST : LONGEST_REFUSAL);
        return (reads ? reading : writing).send(() -> http.send(request, ExitCode.BITWARDEN));
    }

    private synchronized AccessToken current() {
        return tokens.current();
    }

    /** Requests side by side are refused together, but one new token is enough for them. */
    private synchronized AccessToken renewed(AccessToken refused) {
        var known = tokens.current();
        return known.equals(refused) ? tokens.renewed() : known;
    }
}
