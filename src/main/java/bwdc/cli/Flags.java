package bwdc.cli;

import static bwdc.cli.Spec.flag;

import bwdc.host.Host;
import java.util.List;
import java.util.Set;

/**
 * The options that every command takes. Each has an environment variable; a flag on the command line does what setting
 * the variable to {@code true} does. {@code BW_CLEANEXIT} counts as set with any text, even {@code 0}, as in the
 * reference.
 */
record Flags(boolean pretty, boolean raw, boolean response, boolean cleanExit, boolean quiet, boolean noInteraction) {
    /** As if nothing was given. */
    static final Flags NONE = new Flags(false, false, false, false, false, false);

    static final List<Spec.Option> OPTIONS = List.of(
            flag("pretty", "indent JSON output by two spaces (BW_PRETTY)"),
            flag("raw", "print the bare value instead of a message (BW_RAW)"),
            flag("response", "print every result, errors too, as one JSON object on standard output (BW_RESPONSE)"),
            flag("cleanexit", "exit with 0 even after an error (BW_CLEANEXIT)"),
            flag("quiet", "print nothing (BW_QUIET)"),
            flag("nointeraction", "never ask for anything (BW_NOINTERACTION)"),
            flag("v", "version", "print the version"),
            flag("h", "help", "show this help"));

    static Flags of(Host host, Set<String> given) {
        return new Flags(
                given.contains("pretty") || host.isTrue("BW_PRETTY"),
                given.contains("raw") || host.isTrue("BW_RAW"),
                given.contains("response") || host.isTrue("BW_RESPONSE"),
                given.contains("cleanexit") || host.variable("BW_CLEANEXIT").isPresent(),
                given.contains("quiet") || host.isTrue("BW_QUIET"),
                given.contains("nointeraction") || host.isTrue("BW_NOINTERACTION"));
    }
}
