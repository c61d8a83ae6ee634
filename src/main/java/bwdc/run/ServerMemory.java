package bwdc.run;

import bwdc.bitwarden.RosterReading;
import bwdc.bitwarden.ServerKind;
import bwdc.host.AtomicFile;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code server.json} beside data.json: what is known of a server from earlier runs. That it does not let an
 * organization's key read counts for a week, because servers are replaced by newer ones.
 */
final class ServerMemory {
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final Path file;
    private final String owner;
    private final Clock clock;

    /** @param owner the organization and its server; what is known of another one does not count */
    ServerMemory(Path file, String owner, Clock clock) {
        this.file = file;
        this.owner = owner;
        this.clock = clock;
    }

    /** That the server cannot be read, empty when it is to be asked. */
    Optional<RosterReading.Unavailable> unavailable() {
        var root = root();
        if (!isWithin(root, "refused", GOOD_FOR)) {
            return Optional.empty();
        }
        var name = root.text("kind").orElse("");
        return Arrays.stream(ServerKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .map(RosterReading.Unavailable::new);
    }

    void remember(RosterReading.Unavailable answer) {
        write(root().put("kind", answer.kind().name()).put("refused", now()));
    }

    /** Whether the organization was found to be as it should within that time. */
    boolean isProved(Duration within) {
        return isWithin(root(), "proved", within);
    }

    void prove() {
        write(root().put("proved", now()));
    }

    private String now() {
        return clock.instant().toString();
    }

    private boolean isWithin(JsonObject root, String key, Duration time) {
        try {
            return root.text(key)
                    .map(Instant::parse)
                    .filter(then ->
                            !then.isAfter(clock.instant()) && then.plus(time).isAfter(clock.instant()))
                    .isPresent();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private JsonObject root() {
        try {
            if (Json.parse(Files.readAllBytes(file)) instanceof JsonObject root
                    && root.text("owner").filter(owner::equals).isPresent()) {
                return root;
            }
        } catch (IOException | JsonSyntaxException e) {
            // Not knowing costs a few requests.
        }
        return new JsonObject().put("owner", owner);
    }

    private void write(JsonObject root) {
        AtomicFile.write(file, Json.pretty(root).getBytes(StandardCharsets.UTF_8));
    }
}
