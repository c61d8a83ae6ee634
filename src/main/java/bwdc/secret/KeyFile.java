package bwdc.secret;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key of the secrets: 32 random bytes in a folder apart from theirs. Looked for, in this order, at
 * {@code BWDC_KEY_FILE}, among systemd's credentials, in the user's state folder, and, for users without a home, in the
 * folder {@code key} below the state; made at the first of the last two that can be written.
 */
public final class KeyFile {
    private static final int BYTES = 32;

    private final List<Path> given;
    private final List<Path> candidates;

    /** @param folder where data.json and the secrets are */
    public KeyFile(Host host, Path folder) {
        given = new ArrayList<>();
        candidates = new ArrayList<>();
        host.variable("BWDC_KEY_FILE").map(Path::of).ifPresent(given::add);
        host.variable("CREDENTIALS_DIRECTORY")
                .map(place -> Path.of(place, "bwdc.key"))
                .filter(Files::exists)
                .ifPresent(given::add);
        userFolder(host).map(place -> place.resolve("secrets.key")).ifPresent(candidates::add);
        candidates.add(folder.resolve("key").resolve("secrets.key"));
    }

    private static Optional<Path> userFolder(Host host) {
        return switch (host.platform()) {
            case WINDOWS -> host.variable("LOCALAPPDATA").map(place -> Path.of(place, "bwdc"));
            case MACOS -> host.variable("HOME").map(home -> Path.of(home, "Library", "Application Support", "bwdc"));
            case LINUX ->
                host.variable("XDG_STATE_HOME")
                        .map(place -> Path.of(place, "bwdc"))
                        .or(() -> host.variable("HOME").map(home -> Path.of(home, ".local", "state", "bwdc")));
        };
    }

    /** Where the key is, or would be made. */
    public Path path() {
        return existing().orElse(given.isEmpty() ? candidates.getFirst() : given.getFirst());
    }

    private Optional<Path> existing() {
        return given.isEmpty() ? candidates.stream().filter(Files::exists).findFirst() : Optional.of(given.getFirst());
    }

    byte[] read() {
        var file = existing()
                .orElseThrow(
                        () -> Fault.of(
                                        ExitCode.SETTINGS,
                                        "The key of the stored secrets is missing: " + candidates.getFirst())
                                .hint(
                                        "restore it, name it with BWDC_KEY_FILE, or move secrets.json away and `bwdc login` again"));
        try {
            if (FileModes.openToOthers(file)) {
                throw SecretFile.openToOthers(file, "the key of the stored secrets");
            }
            var key = Files.readAllBytes(file);
            if (key.length < BYTES) {
                throw Fault.of(ExitCode.SETTINGS, "The key " + file + " is too short: 32 random bytes are needed.")
                        .hint("head -c 32 /dev/urandom > " + file);
            }
            return key;
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot read the key " + file + ": " + AtomicFile.reason(e))
                    .because(e);
        }
    }

    byte[] readOrCreate() {
        if (existing().filter(Files::exists).isPresent()) {
            return read();
        }
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        for (var file : given.isEmpty() ? candidates : given) {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null && canBeWritten(folder)) {
                AtomicFile.write(file, key);
                return key;
            }
        }
        throw Fault.of(ExitCode.SETTINGS, "No folder can be written to keep the key of the secrets.")
                .hint("name a file for it with BWDC_KEY_FILE");
    }

    private static boolean canBeWritten(Path folder) {
        try {
            FileModes.createPrivateFolders(folder);
            return Files.isWritable(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
