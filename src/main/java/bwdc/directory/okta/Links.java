package bwdc.directory.okta;

import java.util.List;
import java.util.Optional;

/** Finds the next page in {@code Link} headers (RFC 8288), several in one or one each, whatever is in the addresses. */
final class Links {
    private Links() {}

    static Optional<String> next(List<String> headers) {
        return headers.stream().flatMap(header -> next(header).stream()).findFirst();
    }

    private static Optional<String> next(String header) {
        int open = header.indexOf('<');
        while (open >= 0) {
            int close = header.indexOf('>', open);
            if (close < 0) {
                return Optional.empty();
            }
            int end = endOfParameters(header, close + 1);
            if (isNext(header.substring(close + 1, end))) {
                return Optional.of(header.substring(open + 1, close));
            }
            open = header.indexOf('<', end);
        }
        return Optional.empty();
    }

    /** A comma ends a link, unless it is quoted. */
    private static int endOfParameters(String header, int from) {
        boolean quoted = false;
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return header.length();
    }

    private static boolean isNext(String parameters) {
        for (var each : parameters.split(";", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0 && each.substring(0, equals).strip().equalsIgnoreCase("rel")) {
                var words = each.substring(equals + 1).strip().replace("\"", "").split(" +", -1);
                return List.of(words).stream().anyMatch("next"::equalsIgnoreCase);
            }
        }
        return false;
    }
}
