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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * {@code running.json}: the run that is going on. It is there exactly as long as a run, so one that is found by the next
 * run tells of a run that was killed. How a run ended is written into it first, in place, where even a full disk has room.
 */
final class RunningMark {
    /** By so much may the system's idea of when a process began change, as its clock is set. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Path file;

    RunningMark(Path file) {
        this.file = file;
    }

    /**
     * A run that was written down.
     *
     * @param pid of the process that did
     * @param began when that process began
     */
    record Found(RunRecord record, long pid, Instant began) {
        /** Whether that process still lives; another may have got its number, but then it began at another time. */
        boolean alive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            Duration.between(startOf(process), began).abs().compareTo(TOLERANCE) < 0)
                    .isPresent();
        }
    }

    /** The same for every process where the system does not tell. */
    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Writes the record over what is there. */
    void write(RunRecord record) throws IOException {
        var process = ProcessHandle.current();
        var text = record.json()
                .put("pid", process.pid())
                .put("processStarted", startOf(process).toString())
                .toString();
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
                    ? RunRecord.of(json)
                            .map(record -> new Found(
                                    record,
                                    json.number("pid").orElse(0L),
                                    json.text("processStarted")
                                            .flatMap(RunRecord::instant)
                                            .orElse(Instant.EPOCH)))
                    : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
