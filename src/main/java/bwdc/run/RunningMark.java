package bwdc.run;

import bwdc.host.FileModes;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * {@code running.json}: the run that is going on. It is there exactly as long as a run, so one that is found by the next
 * run tells of a run that was killed. How a run ended is written into it first, in place, where even a full disk has room.
 */
final class RunningMark {
    private final Path file;

    RunningMark(Path file) {
        this.file = file;
    }

    /** A run that was written down, and the process that did. */
    record Found(RunRecord record, ProcessMark process) {
        boolean alive() {
            return process.alive();
        }
    }

    /** Writes the record over what is there. */
    void write(RunRecord record) throws IOException {
        var text = ProcessMark.current().into(record.json()).toString();
        try (var channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FileModes.privateFile(file))) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var padded = new StringBuilder(text).repeat(' ', (int) Math.max(0, channel.size() - bytes.length));
            channel.write(ByteBuffer.wrap(padded.toString().getBytes(StandardCharsets.UTF_8)), 0);
        }
    }

    /** Empty when there is none, or none that can be read. */
    Optional<Found> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Json.parse(Files.readAllBytes(file)) instanceof JsonObject json
                    ? RunRecord.of(json).map(record -> new Found(record, ProcessMark.of(json)))
                    : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
