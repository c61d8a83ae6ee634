package bwdc.directory.cloud;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of an address after its question mark; and single pieces of its path. */
public final class Query {
    private final Map<String, String> values = new LinkedHashMap<>();

    public Query with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** {@code ?a=1&b=2} */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** With every character that has a meaning in an address written as {@code %} and its code (RFC 3986 2.1). */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The body of a form (WHATWG URL 5.2). */
    public static byte[] form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
