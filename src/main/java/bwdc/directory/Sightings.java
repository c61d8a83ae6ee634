package bwdc.directory;

import java.util.List;

/**
 * What a search for somebody found.
 *
 * @param searched where, with which filter, one line each
 * @param more whether there were more than are listed
 */
public record Sightings(List<String> searched, List<Sighting> found, boolean more) {}
