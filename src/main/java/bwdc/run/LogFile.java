package bwdc.run;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code bwdc.log} and the older ones beside it, {@code bwdc.log.1} the latest. The file is opened for every line: several
 * processes may write at once, and whoever renames it disturbs nobody.
 */
public final class LogFile implements LogSink {
    private final Path file;

    public LogFile(Path file) {
        this.file = file;
    }

    @Override
    public void write(String line) throws IOException {
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            uninterrupted(bytes);
        } catch (NoSuchFileException e) {
            // The first run of all makes the folder.
            var folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw e;
            }
            FileModes.createPrivateFolders(folder);
            uninterrupted(bytes);
        }
    }

    /** A thread that is interrupted could not write otherwise, and may be the one that knows why. */
    private void uninterrupted(byte[] line) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            append(line);
        } catch (ClosedByInterruptException e) {
            interrupted = Thread.interrupted();
            append(line);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void append(byte[] line) throws IOException {
        try (var channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), FileModes.privateFile(file))) {
            var bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /**
     * Begins a new file when this one is too large.
     *
     * @param largest in bytes
     * @param files how many are kept, this one included
     */
    public void rotate(long largest, int files) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) < largest) {
            return;
        }
        if (files <= 1) {
            Files.delete(file);
            return;
        }
        for (int i = files - 1; i > 1; i--) {
            if (Files.exists(older(i - 1))) {
                Files.move(older(i - 1), older(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, older(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path older(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /**
     * The last lines that are wanted, oldest first, from older files too when this one has fewer.
     *
     * @throws Fault with exit code 3 when there is no log or it cannot be read
     */
    public List<String> last(long count, Predicate<String> wanted) {
        if (!Files.exists(file)) {
            throw Fault.of(ExitCode.SETTINGS, "There is no log " + file + ".")
                    .hint("scheduled runs write it: bwdc sync --job NAME");
        }
        var lines = kept(file, wanted);
        for (int i = 1; lines.size() < count && Files.exists(older(i)); i++) {
            lines.addAll(0, kept(older(i), wanted));
        }
        return lines.subList((int) Math.max(0, lines.size() - count), lines.size());
    }

    private static List<String> kept(Path file, Predicate<String> wanted) {
        return new ArrayList<>(linesOf(file).stream().filter(wanted).toList());
    }

    private static List<String> linesOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot read " + file + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    public Path path() {
        return file;
    }
}
