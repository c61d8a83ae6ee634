package bwdc.directory.cloud;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * One text of each entry of a successful answer.
 *
 * @param texts empty where an entry has none
 */
public record CloudTexts(List<Optional<String>> texts, HttpHeaders headers) {}
