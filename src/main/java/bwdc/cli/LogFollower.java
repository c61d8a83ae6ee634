package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for new lines of a file, also when another takes its place. */
final class LogFollower {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Path file;
    private final ByteArrayOutputStream half = new ByteArrayOutputStream();
    private long place;
    private @Nullable Object key;

    /** Begins where the file ends now. */
    LogFollower(Path file) {
        this.file = file;
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            place = attributes.size();
            key = attributes.fileKey();
        } catch (IOException e) {
            place = 0;
        }
    }

    /** Until the thread is interrupted or nobody listens any more. */
    void follow(Predicate<String> listener) {
        try {
            while (news(listener)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean news(Predicate<String> listener) {
        try {
            if (!Files.exists(file)) {
                return true;
            }
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            var another = key != null && !key.equals(attributes.fileKey());
            key = attributes.fileKey();
            if (another || attributes.size() < place) {
                place = 0;
                half.reset();
            }
            return attributes.size() == place || read(listener);
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot read " + file + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    private boolean read(Predicate<String> listener) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(place);
            var buffer = new byte[1 << 13];
            int count;
            var heard = true;
            while (heard && (count = in.read(buffer)) > 0) {
                place += count;
                for (int i = 0; i < count && heard; i++) {
                    heard = take(buffer[i], listener);
                }
            }
            return heard;
        }
    }

    private boolean take(byte next, Predicate<String> listener) {
        if (next != '\n') {
            half.write(next);
            return true;
        }
        var line = half.toString(StandardCharsets.UTF_8);
        half.reset();
        return listener.test(line);
    }
}
