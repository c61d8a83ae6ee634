package bwdc.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's cron, in whose world a minute takes two seconds. It sees the crontabs of the machine's users, and of the machine's
 * own jobs only those of bwdc.
 */
public final class FastCron implements AutoCloseable {
    private static final Path PID = Path.of("/run/crond.pid");
    private final Process process;
    private final Path folder;

    private FastCron(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Skips the test where cron cannot be started. */
    public static void assume() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can start cron");
        for (var program : new String[] {"/usr/sbin/cron", "/usr/bin/faketime"}) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of(program)), "a Debian package is not installed: " + program);
        }
    }

    public static FastCron start() throws IOException {
        var folder = Files.createTempDirectory("bwdc-cron.d-");
        var process = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "cp -p /etc/cron.d/bwdc-* " + folder + " 2>/dev/null; mount --bind " + folder
                                + " /etc/cron.d && mount --bind /dev/null /etc/crontab && exec faketime -f +0x30 cron -f")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new FastCron(process, folder);
    }

    /** faketime starts cron as another process, whose id is in cron's own file. */
    @Override
    public void close() throws IOException {
        if (Files.exists(PID)) {
            ProcessHandle.of(Long.parseLong(Files.readString(PID).strip())).ifPresent(cron -> {
                cron.destroy();
                cron.onExit().join();
            });
        }
        process.destroy();
        process.onExit().join();
        Folders.delete(folder);
    }
}
