package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a whole command that changes something: {@code bwdc.lock} in the state folder, held as a lock of the
 * operating system, which lets go of it however the process ends. Inside stand the owner's process id and since when.
 */
public final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws Fault with exit code 8 when another process holds it */
    public static RunLock acquire(Path folder, Instant now) {
        var file = folder.resolve("bwdc.lock");
        try {
            var channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    FileModes.privateFile(file));
            if (lock(channel) == null) {
                channel.close();
                throw held(file);
            }
            var owner =
                    "pid " + ProcessHandle.current().pid() + ", since " + now.truncatedTo(ChronoUnit.SECONDS) + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
            return new RunLock(channel);
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot write " + file + ": " + AtomicFile.reason(e))
                    .hint("the folder must belong to the user who runs bwdc")
                    .because(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Fault held(Path file) throws IOException {
        var owner = Files.readString(file).strip();
        return Fault.of(
                        ExitCode.LOCKED,
                        "Another bwdc is at work in " + file.getParent()
                                + (owner.isEmpty() ? "." : " (" + owner + ")."))
                .hint("wait for it to end; the lock goes with its process");
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process in any case.
        }
    }
}
