package bwdc.bitwarden;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where Bitwarden is. Addresses are taken as they stand in data.json; what differs only in writing (upper case, a port
 * that is the usual one, a slash at the end) is mended for requests but not in {@link #apiForHash()}.
 *
 * @param apiForHash the API's address as the hash of a sync counts it
 */
public record ServerUrls(URI api, URI identity, String apiForHash) {
    /** The parts are those of {@code environmentUrls}; each may be null. */
    public static ServerUrls of(@Nullable String base, @Nullable String api, @Nullable String identity) {
        var apiText = orElse(api, base, "/api", "https://api.bitwarden.com");
        var plain = base == null ? null : base.strip().replaceFirst("(?<![:/])/+$", "");
        return new ServerUrls(
                uri(orElse(api, plain, "/api", "https://api.bitwarden.com")),
                uri(orElse(identity, plain, "/identity", "https://identity.bitwarden.com")),
                apiText);
    }

    private static String orElse(@Nullable String own, @Nullable String base, String path, String cloud) {
        if (own != null && !own.isEmpty()) {
            return own;
        }
        return base != null && !base.isEmpty() ? base + path : cloud;
    }

    private static URI uri(String text) {
        var address = text.strip();
        while (address.endsWith("/")) {
            address = address.substring(0, address.length() - 1);
        }
        if (!address.matches("(?i)https?://.*")) {
            address = "https://" + address;
        }
        try {
            var uri = URI.create(address);
            if (uri.getHost() != null) {
                var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                int usual = scheme.equals("https") ? 443 : 80;
                var port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
                return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port
                        + Objects.requireNonNullElse(uri.getRawPath(), ""));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(text).because(e);
        }
        throw wrong(text);
    }

    private static Fault wrong(String text) {
        return Fault.of(ExitCode.SETTINGS, "The server address \"" + text + "\" is none.")
                .hint("bwdc config server https://bw.company.com");
    }
}
