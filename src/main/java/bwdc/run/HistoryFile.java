package bwdc.run;

import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import bwdc.json.JsonSyntaxException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of {@code history.jsonl}. A line is written at once; one that a crash or a full disk left half is skipped by
 * readers and ended before the next is written.
 */
final class HistoryFile {
    private static final int KEPT = 1_000;

    /** Looking at so many bytes of the end is enough to know the latest runs. */
    private static final int TAIL = 8 << 10;

    /** Then the file is cut to half of it or less, so that it is not rewritten with every run. */
    private static final int LARGEST = 512 << 10;

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** Appends one record; the caller sees to it that nobody else does at the same time. */
    void append(RunRecord record) throws IOException {
        long size = write(record.json().toString());
        if (size > LARGEST) {
            trim();
        }
    }

    private long write(String line) throws IOException {
        try (var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                FileModes.privateFile(file))) {
            long size = channel.size();
            var bytes = ByteBuffer.wrap(
                    ((endsInHalfALine(channel, size) ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
            try {
                long place = size;
                while (bytes.hasRemaining()) {
                    place += channel.write(bytes, place);
                }
                return place;
            } catch (IOException full) {
                channel.truncate(size);
                throw full;
            }
        }
    }

    private static boolean endsInHalfALine(FileChannel channel, long size) throws IOException {
        var last = ByteBuffer.allocate(1);
        return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
    }

    private void trim() throws IOException {
        var all = lines(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        int from = all.size();
        int room = LARGEST / 2;
        while (from > 0 && all.size() - from < KEPT && room > 0) {
            from--;
            room -= all.get(from).length() + 1;
        }
        AtomicFile.write(
                file, (String.join("\n", all.subList(from, all.size())) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Every record that can be read, oldest first. */
    List<RunRecord> all() throws IOException {
        try {
            return records(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The last few records. */
    List<RunRecord> latest() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - TAIL);
            in.seek(from);
            var bytes = new byte[(int) (in.length() - from)];
            in.readFully(bytes);
            var lines = lines(new String(bytes, StandardCharsets.UTF_8));
            return records(String.join("\n", lines.subList(Math.max(0, lines.size() - 6), lines.size())));
        }
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<RunRecord> records(String text) {
        List<RunRecord> records = new ArrayList<>();
        for (var line : lines(text)) {
            parse(line.getBytes(StandardCharsets.UTF_8)).ifPresent(records::add);
        }
        return records;
    }

    /** One record; empty for half a line or anything else. */
    static Optional<RunRecord> parse(byte[] json) {
        try {
            return Json.parse(json) instanceof JsonObject object ? RunRecord.of(object) : Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
