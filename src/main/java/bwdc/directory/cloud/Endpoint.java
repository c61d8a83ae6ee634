package bwdc.directory.cloud;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.settings.Settings;
import java.net.URI;

/** Where a vendor's API is: at the vendor's own address, or at the one of a setting. */
public final class Endpoint {
    private Endpoint() {}

    /**
     * The address, without a slash at its end.
     *
     * @throws Fault with exit code 3 when the setting is none, or not encrypted
     */
    public static URI of(Settings settings, String setting, String usual) {
        var given = settings.text(setting).map(String::strip).orElse(usual);
        return parse(given.replaceAll("/+$", ""), setting);
    }

    /** Not encrypted only on this machine, for proxies and tests. */
    public static URI parse(String text, String setting) {
        try {
            var uri = URI.create(text);
            var host = uri.getHost();
            if (host != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw Fault.of(ExitCode.SETTINGS, "The setting " + setting + " is no address that can be used: " + text + ".")
                .hint("it begins with https://");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
