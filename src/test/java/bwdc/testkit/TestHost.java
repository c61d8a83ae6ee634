package bwdc.testkit;

import bwdc.host.Host;
import bwdc.host.Platform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A machine for one command: its own environment and input, and what was printed on it. */
public final class TestHost {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private Clock clock = Clock.systemUTC();
    private String input = "";

    public TestHost with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    public TestHost with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public TestHost at(Clock time) {
        clock = time;
        return this;
    }

    public TestHost typing(String text) {
        input = text;
        return this;
    }

    public Host host() {
        return new Host(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                null,
                clock,
                Platform.LINUX);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
