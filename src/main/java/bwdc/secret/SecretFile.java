package bwdc.secret;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that somebody put a secret into. */
public final class SecretFile {
    /** Where container platforms and systemd place secrets, with modes that nobody can change. */
    private static final List<Path> MANAGED =
            List.of(Path.of("/run/secrets"), Path.of("/var/run/secrets"), Path.of("/run/credentials"));

    private SecretFile() {}

    /**
     * The first line of the file.
     *
     * @param origin the option or variable that named it, for errors
     * @throws Fault with exit code 3 when it is missing, empty or open to other users
     */
    public static Secret firstLine(Path file, String origin) {
        var line = text(file, origin).lines().findFirst().orElse("");
        if (line.isBlank()) {
            throw Fault.of(ExitCode.SETTINGS, "The file " + file + " (" + origin + ") is empty.")
                    .hint("write the secret into its first line");
        }
        return Secret.of(line);
    }

    /** The whole text of the file, for keys of several lines. */
    public static Secret whole(Path file, String origin) {
        return Secret.of(text(file, origin));
    }

    private static String text(Path file, String origin) {
        try {
            if (FileModes.openToOthers(file) && MANAGED.stream().noneMatch(file.toRealPath()::startsWith)) {
                throw openToOthers(file, origin);
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Fault.of(
                            ExitCode.SETTINGS,
                            "Cannot read the file " + file + " (" + origin + "): " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    static Fault openToOthers(Path file, String what) {
        return Fault.of(ExitCode.SETTINGS, "Other users have rights to " + file + " (" + what + ").")
                .hint("chmod 600 " + file);
    }
}
