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
