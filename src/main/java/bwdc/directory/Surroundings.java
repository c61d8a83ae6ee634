package bwdc.directory;

import bwdc.host.Host;
import bwdc.http.Trust;
import java.util.function.Consumer;

/**
 * What a source may use of the program around it.
 *
 * @param debug told what is done, never a secret
 * @param notice told of what makes the user wait
 */
public record Surroundings(Host host, Trust trust, Consumer<String> debug, Consumer<String> notice) {}
