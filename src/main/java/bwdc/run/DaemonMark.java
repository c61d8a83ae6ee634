package bwdc.run;

import bwdc.host.AtomicFile;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** {@code daemon.json} in the state folder: when the daemon that works there runs next, as long as it does. */
public final class DaemonMark {
    private final Path file;

    public DaemonMark(Path folder) {
        file = folder.resolve("daemon.json");
    }

    /** Notes when the daemon of this process runs next, empty when no run is due. */
    public void write(Optional<Instant> next) {
        var json = ProcessMark.current().into(new JsonObject());
        next.ifPresent(at -> json.put("next", at.toString()));
        AtomicFile.write(file, Json.pretty(json).getBytes(StandardCharsets.UTF_8));
    }

    /** When the daemon runs next; empty when there is none that lives, or it has not said. */
    public Optional<Instant> next() {
        try {
            return Json.parse(Files.readAllBytes(file)) instanceof JsonObject json
                            && ProcessMark.of(json).alive()
                    ? json.text("next").flatMap(RunRecord::instant)
                    : Optional.empty();
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
