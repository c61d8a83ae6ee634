package bwdc.cli;

import bwdc.host.Host;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** One call of a command: the machine, what was typed, and the folder it works on. */
record Call(
        Host host,
        Flags flags,
        List<String> words,
        Map<String, String> options,
        Output output,
        Workspace workspace,
        Release release,
        Ending ending) {

    Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** How a process is ended from outside of its command. */
    interface Ending {
        /**
         * Ends the process when the command is not over by then; a command that is over is not affected.
         *
         * @param last what is still to be done, which returns the exit status
         */
        void after(Duration limit, IntSupplier last);

        /** Does something when a signal ends the process before the command is over. */
        void onSignal(Runnable last);
    }
}
