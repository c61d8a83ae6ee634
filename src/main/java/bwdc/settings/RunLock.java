package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a whole command that changes something: {@code bwdc.lock} in the state folder, held as a lock of the
 * operating system, which lets go of it however the process ends. Inside stand the owner's process id and since when.
 */
public final class RunLock implements AutoCloseable {
    /**
     * The locks of this process. It must not open their files once more: on POSIX systems closing any handle of a file
     * lets go of the process's locks on it (fcntl(2)).
     */
    private static final Map<Path, String> OWN = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws Fault with exit code 8 when another process, or this one, holds it */
    public static RunLock acquire(Path folder, Instant now) {
        var file = folder.resolve("bwdc.lock");
        var owner = "pid " + ProcessHandle.current().pid() + ", since " + now.truncatedTo(ChronoUnit.SECONDS);
        try {
            var real = folder.toRealPath().resolve("bwdc.lock");
            var other = OWN.putIfAbsent(real, owner);
            if (other != null) {
                throw held(file, other);
            }
            var done = false;
            try {
                var lock = new RunLock(real, open(real, owner));
                done = true;
                return lock;
            } finally {
                if (!done) {
                    OWN.remove(real);
                }
            }
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot write " + file + ": " + AtomicFile.reason(e))
                    .hint("the folder must belong to the user who runs bwdc")
                    .because(e);
        }
    }

    private static FileChannel open(Path file, String owner) throws IOException {
        var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                FileModes.privateFile(file));
        if (channel.tryLock() == null) {
            channel.close();
            throw held(file, Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        return channel;
    }

    private static Fault held(Path file, String owner) {
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
        } finally {
            OWN.remove(file);
        }
    }
}
