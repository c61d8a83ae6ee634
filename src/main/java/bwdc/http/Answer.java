package bwdc.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param body its first bytes, at most as many as the request asked for
 */
public record Answer(int status, java.net.http.HttpHeaders headers, byte[] body) {
    public boolean isJson() {
        return contentType().contains("application/json");
    }

    public String contentType() {
        return header("content-type").orElse("").toLowerCase(Locale.ROOT);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
