package bwdc.cli;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which release this is.
 *
 * @param version as {@code --version} prints it
 * @param address where to ask for the latest one, empty when the build was given none
 */
public record Release(String version, Supplier<Optional<String>> address) {}
