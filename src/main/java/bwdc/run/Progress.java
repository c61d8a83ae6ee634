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

/**
 * {@code progress.json} beside data.json, while something is being sent: how many requests the organization has accepted, so
 * that a run that dies goes on where it stopped, if it has to send exactly the same. Whatever else the next run has to
 * send, nobody knows then what the organization has, so it is sent even if it was sent before.
 */
final class Progress {
    private final Path file;

    Progress(Path folder) {
        file = folder.resolve("progress.json");
    }

    /** How many requests with this hash were accepted before. */
    int accepted(String hash, int requests) {
        try {
            if (Json.parse(Files.readAllBytes(file)) instanceof JsonObject root
                    && root.text("hash").filter(hash::equals).isPresent()) {
                long accepted = root.number("accepted").orElse(0L);
                return accepted > 0 && accepted < requests ? (int) accepted : 0;
            }
        } catch (IOException | JsonSyntaxException e) {
            // Sending everything again is always right.
        }
        return 0;
    }

    /** Whether the last run stopped while it was sending. */
    boolean isCutOff() {
        return Files.exists(file);
    }

    void accept(String hash, int accepted) {
        var root = new JsonObject().put("hash", hash).put("accepted", (long) accepted);
        AtomicFile.write(file, Json.pretty(root).getBytes(StandardCharsets.UTF_8));
    }

    void done() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
