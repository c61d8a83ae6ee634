package bwdc.run;

import bwdc.bitwarden.ApiKey;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Host;
import bwdc.secret.Secret;
import bwdc.secret.SecretFile;
import bwdc.secret.SecretStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the key that a run signs in with. The secret: systemd's credential, the file that the environment names, the store,
 * the environment itself; the first that is there counts, and a file that others can read is refused.
 */
final class OrganizationKey {
    static final String STORED_ID = "apiKeyClientId";
    static final String STORED_SECRET = "apiKeyClientSecret";

    private static final String CREDENTIAL = "client-secret";
    private static final String FILE = "BW_CLIENTSECRET_FILE";
    private static final String PREFIX = "organization.";

    private final Host host;
    private final SecretStore secrets;

    OrganizationKey(Host host, SecretStore secrets) {
        this.host = host;
        this.secrets = secrets;
    }

    /** Where a secret was found. */
    enum Place {
        FILE,
        STORE,
        ENVIRONMENT
    }

    record Found(ApiKey key, Place place) {}

    private record Candidate(Secret secret, Place place) {}

    /**
     * The key, or nothing when there is no secret at all.
     *
     * @param organizationId that of the last run, which names the client when nothing else does
     * @throws Fault with exit code 4 when the parts that are there do not belong together
     */
    Optional<Found> find(Optional<String> organizationId) {
        var wanted = host.variable("BW_CLIENTID").map(String::strip).filter(id -> !id.isEmpty());
        var stored = storedId();
        var id = wanted.or(() -> stored).or(() -> organizationId.map(PREFIX::concat));
        var ofStore = id.isPresent() && id.equals(stored);
        var found = credential()
                .or(this::file)
                .or(() -> ofStore
                        ? secrets.read(STORED_SECRET).map(secret -> new Candidate(secret, Place.STORE))
                        : none())
                .or(() -> host.variable("BW_CLIENTSECRET")
                        .map(text -> new Candidate(Secret.of(text), Place.ENVIRONMENT)));
        if (found.isEmpty() && wanted.isPresent() && stored.isPresent() && !ofStore) {
            throw another(wanted.get(), stored.get());
        }
        return found.map(candidate -> new Found(
                new ApiKey(id.orElseThrow(OrganizationKey::nameless), candidate.secret()), candidate.place()));
    }

    private static Optional<Candidate> none() {
        return Optional.empty();
    }

    /** The client id of an earlier login. */
    Optional<String> storedId() {
        return secrets.read(STORED_ID).map(Secret::reveal);
    }

    private Optional<Candidate> credential() {
        return host.variable("CREDENTIALS_DIRECTORY")
                .map(folder -> Path.of(folder, CREDENTIAL))
                .filter(Files::exists)
                .map(file -> new Candidate(SecretFile.firstLine(file, "systemd's credential"), Place.FILE));
    }

    private Optional<Candidate> file() {
        return host.variable(FILE).map(file -> new Candidate(SecretFile.firstLine(Path.of(file), FILE), Place.FILE));
    }

    private static Fault nameless() {
        return Fault.of(ExitCode.SIGN_IN, "There is a client secret, but no client id.")
                .hint("set BW_CLIENTID to the organization's client_id (organization.…), or `bwdc login` once");
    }

    private static Fault another(String wanted, String stored) {
        return Fault.of(
                        ExitCode.SIGN_IN,
                        "BW_CLIENTID names " + wanted + ", but the stored secret is that of " + stored + ".")
                .hint(
                        "take BW_CLIENTID away, set BW_CLIENTSECRET_FILE as well, or give the other organization a folder of its"
                                + " own with BITWARDENCLI_CONNECTOR_APPDATA_DIR");
    }
}
