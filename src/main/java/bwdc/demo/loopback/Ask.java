package bwdc.demo.loopback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request that a stand-in received.
 *
 * @param path decoded
 * @param rawQuery as it came, empty without one
 * @param headers names in lower case
 */
public record Ask(String method, String path, String rawQuery, Map<String, List<String>> headers, byte[] body) {
    /** What was asked is not allowed. */
    public static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Odd(String why) {
            super(why);
        }
    }

    /**
     * The decoded query.
     *
     * @throws Odd when a name comes twice
     */
    public Map<String, String> query() {
        return fields(rawQuery);
    }

    /** The fields of a form in the body. */
    public Map<String, String> form() {
        if (!header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            throw new Odd("the body is no form");
        }
        return fields(text());
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> found = new LinkedHashMap<>();
        for (var each : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
            int equals = each.indexOf('=');
            var name = decoded(equals < 0 ? each : each.substring(0, equals));
            if (found.put(name, equals < 0 ? "" : decoded(each.substring(equals + 1))) != null) {
                throw new Odd(name + " comes twice");
            }
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A value of the query. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query().get(name));
    }

    /** @throws Odd when the query has other names than these */
    public void only(String... names) {
        Set<String> unknown = new TreeSet<>(query().keySet());
        unknown.removeAll(List.of(names));
        if (!unknown.isEmpty()) {
            throw new Odd("unknown parameter " + String.join(", ", unknown));
        }
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
