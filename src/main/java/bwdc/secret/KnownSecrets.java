package bwdc.secret;

import bwdc.host.Host;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The secrets that a run has met, so that none of them gets into a log, whatever is logged. */
public final class KnownSecrets {
    /** Shorter ones would mask half of every sentence, and are no secrets. */
    private static final int SHORTEST = 4;

    private static final String STARS = "********";

    private static final List<String> PROXIES = List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy");

    /** The longest first, because one may be part of another. */
    private final Set<String> values = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Those that the environment holds in any case: the client secret, and passwords of proxies. */
    public static KnownSecrets of(Host host) {
        var known = new KnownSecrets();
        host.variable("BW_CLIENTSECRET").ifPresent(known::add);
        for (var name : PROXIES) {
            host.variable(name).ifPresent(known::addPassword);
        }
        return known;
    }

    /** {@code http://user:password@proxy:3128}. */
    private void addPassword(String address) {
        int at = address.lastIndexOf('@');
        int scheme = address.indexOf("://");
        int colon = address.indexOf(':', scheme < 0 ? 0 : scheme + 3);
        if (at > colon && colon > 0) {
            add(address.substring(colon + 1, at));
        }
    }

    /** Remembers it, and gives it back. */
    public Secret add(Secret secret) {
        add(secret.reveal());
        return secret;
    }

    private void add(String value) {
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(values::add);
    }

    /** The text with stars in place of every secret, also one that stands in an address or a form. */
    public String masked(String text) {
        var masked = text;
        var encoded = text.indexOf('%') >= 0 || text.indexOf('+') >= 0;
        for (var value : values) {
            masked = masked.replace(value, STARS);
            if (encoded) {
                masked = masked.replace(URLEncoder.encode(value, StandardCharsets.UTF_8), STARS);
            }
        }
        return masked;
    }
}
