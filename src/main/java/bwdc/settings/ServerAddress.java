package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Addresses of servers as people type them. */
final class ServerAddress {
    private ServerAddress() {}

    /** Scheme and host in lower case, no slash at the end, https when no scheme was given; null when empty. */
    static @Nullable String normalized(String value, String setting) {
        var text = value.strip();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty() || text.equals("null") || text.equalsIgnoreCase("bitwarden.com")) {
            return null;
        }
        var address = text.matches("(?i)https?://.*") ? text : "https://" + text;
        try {
            var uri = URI.create(address);
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                throw invalid(value, setting);
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            var usual = scheme.equals("https") ? 443 : 80;
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                    + (uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort())
                    + Objects.requireNonNullElse(uri.getRawPath(), "");
        } catch (IllegalArgumentException e) {
            throw invalid(value, setting).because(e);
        }
    }

    private static Fault invalid(String value, String setting) {
        return Fault.of(ExitCode.SETTINGS, "\"" + value + "\" is no address for " + setting + ".")
                .hint("bwdc config " + setting + " https://bw.company.com");
    }
}
