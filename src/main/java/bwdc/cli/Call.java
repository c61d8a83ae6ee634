package bwdc.cli;

import bwdc.host.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * One call of a command: the machine, what was typed, and the folder it works on.
 *
 * @param exit ends the process at once, with a status
 */
record Call(
        Host host,
        Flags flags,
        List<String> words,
        Map<String, List<String>> options,
        Output output,
        Workspace workspace,
        Release release,
        IntConsumer exit) {

    Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).map(List::getLast);
    }

    /** The values of an option that may be given several times, in order. */
    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }
}
