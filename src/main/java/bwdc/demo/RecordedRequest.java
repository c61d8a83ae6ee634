package bwdc.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request that an embedded server received.
 *
 * @param headers names in lower case
 * @param body its bytes, none where only its size was kept
 */
public record RecordedRequest(
        String method, String path, Map<String, List<String>> headers, byte[] body, long size, int status) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isImport() {
        return path.endsWith("/public/organization/import");
    }
}
