package bwdc.directory;

import java.util.List;

/**
 * A group as the directory tells it.
 *
 * @param referenceId the id by which other groups of the same snapshot name this one
 * @param externalId the id sent to Bitwarden
 * @param members external ids of its direct user members, in the directory's order, each once
 * @param groups reference ids of its direct member groups; only groups of the same snapshot count
 */
public record DirectoryGroup(
        String referenceId, String externalId, String name, List<String> members, List<String> groups) {}
