package bwdc.cli;

import bwdc.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks on standard error, because standard output is for results. */
final class Prompt {
    private Prompt() {}

    /** One line of input: unseen from a terminal when hidden, else from standard input; empty at its end. */
    static Optional<String> ask(Host host, String prompt, boolean hidden) {
        host.err().print(prompt);
        host.err().flush();
        var console = host.console();
        if (hidden && console != null && host.interactive()) {
            var typed = console.readPassword();
            return typed == null ? Optional.empty() : Optional.of(new String(typed));
        }
        return line(host);
    }

    /**
     * Whether somebody says yes, with {@code y} or {@code yes}; whatever else is typed, or the end of the input, is a no.
     *
     * @param option which answers the question where nobody is asked
     */
    static boolean agrees(Call call, String question, String option) {
        if (call.flags().noInteraction()) {
            call.output()
                    .warning("\"" + question + "\" is not asked, because of --nointeraction; " + option + " says yes");
            return false;
        }
        return ask(call.host(), question + " [y/N] ", false)
                .map(String::strip)
                .filter(answer -> answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes"))
                .isPresent();
    }

    private static Optional<String> line(Host host) {
        var bytes = new java.io.ByteArrayOutputStream();
        try {
            int next;
            while ((next = host.in().read()) >= 0 && next != '\n') {
                bytes.write(next);
            }
            if (next < 0 && bytes.size() == 0) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var line = bytes.toString(StandardCharsets.UTF_8);
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
