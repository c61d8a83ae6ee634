package bwdc.host;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine as the program sees it. {@code Main} makes the real one; tests make their own.
 *
 * @param environment the environment variables
 * @param console the terminal, null when there is none
 */
public record Host(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        @Nullable Console console,
        Clock clock,
        Platform platform) {

    public Host {
        environment = Map.copyOf(environment);
    }

    /** The value of a variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether a person sits at a terminal: both input and output are one. */
    public boolean interactive() {
        return console != null && console.isTerminal();
    }

    /** Whether output may be coloured: a terminal that understands it and nobody who declined. */
    public boolean coloured() {
        return interactive() && variable("NO_COLOR").isEmpty() && !"dumb".equals(environment.get("TERM"));
    }

    /** Whether a variable is exactly {@code true}, the test that the reference makes. */
    public boolean isTrue(String name) {
        return "true".equals(environment.get(name));
    }

    /** The same machine with nobody at it: no input, no terminal, and errors told somewhere else. */
    public Host unattended(PrintStream instead) {
        return new Host(environment, InputStream.nullInputStream(), out, instead, null, clock, platform);
    }
}
