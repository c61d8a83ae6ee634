package bwdc.bitwarden;

import bwdc.host.Platform;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers by which a Directory Connector is known. */
final class ClientHeaders {
    private ClientHeaders() {}

    /** @param version the release of Directory Connector that is followed */
    static Map<String, String> of(Platform platform, String version) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Device-Type", Integer.toString(platform.deviceType()));
        headers.put("User-Agent", "Bitwarden_DC/" + version + " (" + platform.name() + ")");
        headers.put("Bitwarden-Client-Name", "connector");
        headers.put("Bitwarden-Client-Version", version);
        return headers;
    }
}
