package bwdc.cli;

import bwdc.host.Host;
import bwdc.secret.Secret;
import bwdc.secret.SecretFile;
import java.nio.file.Path;
import java.util.Optional;

/** The client secret as the environment may hold it, for a login. */
final class EnvironmentKey {
    private static final String FILE = "BW_CLIENTSECRET_FILE";

    private EnvironmentKey() {}

    static Optional<Secret> secret(Host host) {
        return host.variable("BW_CLIENTSECRET")
                .map(Secret::of)
                .or(() -> host.variable(FILE).map(file -> SecretFile.firstLine(Path.of(file), FILE)));
    }
}
