package bwdc.cli;

import bwdc.bitwarden.ApiKey;
import bwdc.host.Host;
import bwdc.secret.Secret;
import bwdc.secret.SecretFile;
import java.nio.file.Path;
import java.util.Optional;

/** The organization's key as the environment may hold it. */
final class EnvironmentKey {
    private static final String FILE = "BW_CLIENTSECRET_FILE";

    private EnvironmentKey() {}

    static Optional<Secret> secret(Host host) {
        return host.variable("BW_CLIENTSECRET")
                .map(Secret::of)
                .or(() -> host.variable(FILE).map(file -> SecretFile.firstLine(Path.of(file), FILE)));
    }

    /** The whole key, when both parts are there. */
    static Optional<ApiKey> of(Host host) {
        return host.variable("BW_CLIENTID").flatMap(id -> secret(host).map(secret -> new ApiKey(id.strip(), secret)));
    }
}
