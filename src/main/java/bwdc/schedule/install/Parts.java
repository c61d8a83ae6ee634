package bwdc.schedule.install;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.schedule.cron.Crontab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads, writes and takes away the parts of one job on this machine. */
final class Parts {
    private final String job;

    Parts(String job) {
        this.job = job;
    }

    /** What stands there now, null when nothing does. */
    @Nullable
    String read(InstalledJob.Part part) {
        if (part.isBlock()) {
            return Crontab.find(new UserCrontab(part.user()).content(), job).orElse(null);
        }
        var file = Path.of(part.path());
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** Whether it stands there as it should, mode included. */
    boolean stands(InstalledJob.Part part) {
        return part.content().equals(read(part)) && (part.isBlock() || hasMode(part));
    }

    void write(InstalledJob.Part part) {
        if (stands(part)) {
            return;
        }
        if (part.isBlock()) {
            var crontab = new UserCrontab(part.user());
            crontab.write(Crontab.put(crontab.content(), job, part.content()));
            return;
        }
        var file = Path.of(part.path());
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, part.content().getBytes(StandardCharsets.UTF_8));
            if (FileModes.posix(file)) {
                Files.setPosixFilePermissions(file, mode(part.mode()));
            }
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    /** Takes it away, or puts back what stood there before the job. */
    void restore(InstalledJob.Part part) {
        if (part.isBlock()) {
            var crontab = new UserCrontab(part.user());
            var content = crontab.content();
            var without = Crontab.take(content, job);
            if (!Arrays.equals(without, content)) {
                crontab.write(without);
            }
            return;
        }
        var file = Path.of(part.path());
        try {
            if (part.before() == null) {
                Files.deleteIfExists(file);
            } else {
                AtomicFile.write(file, part.before().getBytes(StandardCharsets.UTF_8));
                if (FileModes.posix(file)) {
                    Files.setPosixFilePermissions(file, mode(part.mode()));
                }
            }
        } catch (IOException e) {
            throw failed("remove", file, e);
        }
    }

    private static boolean hasMode(InstalledJob.Part part) {
        var file = Path.of(part.path());
        try {
            return !FileModes.posix(file) || Files.getPosixFilePermissions(file).equals(mode(part.mode()));
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code 644} as permissions. */
    static Set<PosixFilePermission> mode(String octal) {
        var text = new StringBuilder();
        for (int i = octal.length() - 3; i < octal.length(); i++) {
            int digit = octal.charAt(i) - '0';
            text.append((digit & 4) > 0 ? 'r' : '-')
                    .append((digit & 2) > 0 ? 'w' : '-')
                    .append((digit & 1) > 0 ? 'x' : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    private static Fault failed(String verb, Path file, IOException e) {
        return Fault.of(ExitCode.SETTINGS, "Cannot " + verb + " " + file + ": " + AtomicFile.reason(e))
                .hint("does it need root?")
                .because(e);
    }
}
