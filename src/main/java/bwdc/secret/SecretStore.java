package bwdc.secret;

import java.util.Map;
import java.util.Optional;

/**
 * A place that keeps secrets by name. The names are those of the reference's keyring entries ({@code secretLdap:ID},
 * {@code accessToken}, {@code apiKeyClientId}, …), so that a store of an operating system can be added beside the file.
 */
public interface SecretStore {
    /** The secret of that name, if there is one. */
    Optional<Secret> read(String name);

    /** Writes all of these at once, or none: an empty value removes the name. */
    void write(Map<String, Optional<Secret>> changes);

    /** Where the secrets are, in words for a person: {@code /home/x/…/secrets.json (encrypted)}. */
    String place();
}
