package bwdc.sync;

import java.util.Optional;

/**
 * What is known from before a run.
 *
 * @param apiUrl the API's address in the form that counts for the hash
 * @param lastHash the hash of what was sent last
 */
public record SyncState(String apiUrl, String organizationId, Optional<String> lastHash) {
    /** The same, as if nothing had been sent so far. */
    public SyncState forgotten() {
        return new SyncState(apiUrl, organizationId, Optional.empty());
    }
}
