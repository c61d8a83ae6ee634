package bwdc.host;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Replaces a file as a whole: whoever reads it, and whenever the machine stops, finds the old content or the new. The
 * file is readable by its owner only. A symbolic link stays one; the file it names is replaced.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** @throws Fault with exit code 3 when it cannot be written; the old content then still stands */
    public static void write(Path file, byte[] content) {
        write(file, content, true);
    }

    /**
     * The same for a file that proves its content itself and can be made again: when the machine stops soon after, it may
     * be damaged, but nobody waits for the disk.
     */
    public static void writeDispensable(Path file, byte[] content) {
        write(file, content, false);
    }

    private static void write(Path file, byte[] content, boolean durably) {
        try {
            replace(target(file), content, durably);
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot write " + file + ": " + reason(e))
                    .hint("its content is as it was; make room or mend the rights of " + file.getParent()
                            + " and run the command again")
                    .because(e);
        }
    }

    /** The file that is meant: what a link names need not exist yet. */
    private static Path target(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        return Files.isSymbolicLink(file) ? file.resolveSibling(Files.readSymbolicLink(file)) : file;
    }

    private static void replace(Path file, byte[] content, boolean durably) throws IOException {
        var temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    FileModes.privateFile(temporary))) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (durably) {
                    channel.force(true);
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        if (durably) {
            syncFolder(file);
        }
    }

    /** Makes the renaming itself durable; not every system lets a folder be opened. */
    private static void syncFolder(Path file) {
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // The content is safe either way; only the moment at which it is found may be later.
        }
    }

    /** Why a file operation failed, in the system's words and without the file's name. */
    public static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.NoSuchFileException missing -> "no such file or folder";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
