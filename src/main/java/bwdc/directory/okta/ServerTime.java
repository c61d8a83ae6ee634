package bwdc.directory.okta;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What time it was for a server when it answered, cut to whole seconds: clocks differ, and limits and changes go by its own. */
final class ServerTime {
    private ServerTime() {}

    static Optional<Instant> of(HttpHeaders headers) {
        try {
            return headers.firstValue("date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
