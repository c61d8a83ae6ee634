package bwdc.run;

import bwdc.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;

/** How long a machine waits so that not all of them come at once: the same for a machine and job every time. */
public final class Jitter {
    /** A checksum of 32 bits lies below it. */
    private static final double RANGE = 1L << 32;

    private Jitter() {}

    /** Between nothing and the most, by what the machine is called. */
    public static Duration of(String machine, String job, Duration most) {
        var checksum = new CRC32();
        checksum.update((machine + "/" + job).getBytes(StandardCharsets.UTF_8));
        return Duration.ofMillis((long) (most.toMillis() * (checksum.getValue() / RANGE)));
    }

    /** What tells this machine from others: machine-id(5), else its name. */
    public static String machine(Host host) {
        try {
            var id = Files.readString(Path.of("/etc/machine-id")).strip();
            if (!id.isEmpty()) {
                return id;
            }
        } catch (IOException e) {
            // Not every system has one.
        }
        return host.variable("HOSTNAME").or(() -> host.variable("COMPUTERNAME")).orElseGet(Jitter::name);
    }

    private static String name() {
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
