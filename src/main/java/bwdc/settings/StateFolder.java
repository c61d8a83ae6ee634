package bwdc.settings;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.AtomicFile;
import bwdc.host.FileModes;
import bwdc.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of data.json: the same one that the reference would use. */
public final class StateFolder {
    private static final String NAME = "Bitwarden Directory Connector";

    private StateFolder() {}

    /** @param program where the program itself is; a folder beside it is used when it exists */
    public static Path locate(Host host, Path program) {
        return host.variable("BITWARDENCLI_CONNECTOR_APPDATA_DIR")
                .or(() -> host.variable("BITWARDEN_CONNECTOR_APPDATA_DIR"))
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .or(() -> Optional.of(program.resolve("bitwarden-connector-appdata"))
                        .filter(Files::isDirectory))
                .orElseGet(() -> usual(host));
    }

    private static Path usual(Host host) {
        var found = switch (host.platform()) {
            case WINDOWS -> host.variable("APPDATA").map(Path::of);
            case MACOS -> host.variable("HOME").map(home -> Path.of(home, "Library", "Application Support"));
            case LINUX ->
                host.variable("XDG_CONFIG_HOME")
                        .map(Path::of)
                        .or(() -> host.variable("HOME").map(home -> Path.of(home, ".config")));
        };
        return found.orElseThrow(() -> Fault.of(ExitCode.SETTINGS, "There is no home folder to keep data.json in.")
                        .hint("name a folder with BITWARDENCLI_CONNECTOR_APPDATA_DIR"))
                .resolve(NAME);
    }

    /** Creates the folder for its owner alone, unless it is there. */
    public static void ensure(Path folder, Host host) {
        if (Files.isDirectory(folder)) {
            return;
        }
        host.err().println("Could not find dir, \"" + folder + "\"; creating it instead.");
        try {
            FileModes.createPrivateFolders(folder);
        } catch (IOException e) {
            throw Fault.of(ExitCode.SETTINGS, "Cannot create the folder " + folder + ": " + AtomicFile.reason(e))
                    .hint("create it for this user, or name another with BITWARDENCLI_CONNECTOR_APPDATA_DIR")
                    .because(e);
        }
    }
}
