package bwdc.directory;

import org.jspecify.annotations.Nullable;

/**
 * A person as the directory tells it.
 *
 * @param referenceId the id inside the source: the DN in LDAP, the object id elsewhere
 * @param externalId the id sent to Bitwarden
 * @param email trimmed and in lower case; null only for a deleted user that kept no address
 */
public record DirectoryUser(
        String referenceId, String externalId, @Nullable String email, boolean disabled, boolean deleted) {}
