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
 * {@code server.json} beside data.json: that a server does not let an organization's key read, so that it is not asked in
 * every run. It is asked again after a week, because servers are replaced by newer ones.
 */
final class ServerMemory {
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final Path file;
    private final String apiUrl;
    private final Clock clock;

    ServerMemory(Path file, String apiUrl, Clock clock) {
        this.file = file;
        this.apiUrl = apiUrl;
        this.clock = clock;
    }

    /** What is remembered of this server, empty when it is to be asked. */
    Optional<RosterReading.Unavailable> unavailable() {
        try {
            return Json.parse(Files.readAllBytes(file)) instanceof JsonObject root ? unavailable(root) : Optional.empty();
        } catch (IOException | JsonSyntaxException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<RosterReading.Unavailable> unavailable(JsonObject root) {
        var fresh = root.text("asked")
                .map(Instant::parse)
                .filter(asked -> !asked.isAfter(clock.instant())
                        && asked.plus(GOOD_FOR).isAfter(clock.instant()));
        if (fresh.isEmpty() || !root.text("api").filter(apiUrl::equals).isPresent()) {
            return Optional.empty();
        }
        var name = root.text("kind").orElse("");
        return Arrays.stream(ServerKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .map(RosterReading.Unavailable::new);
    }

    void remember(RosterReading.Unavailable answer) {
        var root = new JsonObject()
                .put("api", apiUrl)
                .put("kind", answer.kind().name())
                .put("asked", clock.instant().toString());
        AtomicFile.write(file, Json.pretty(root).getBytes(StandardCharsets.UTF_8));
    }
}
