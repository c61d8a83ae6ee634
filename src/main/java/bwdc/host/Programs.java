package bwdc.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Other programs of the machine. */
public final class Programs {
    /** What the shell says of a program that it does not find. */
    public static final int NOT_FOUND = 127;

    /** What timeout(1) says of one that it ended. */
    public static final int TIMED_OUT = 124;

    private static final byte[] NOTHING = {};

    private Programs() {}

    /**
     * How a program ended and what it printed.
     *
     * @param bytes what it printed, to the byte
     */
    public record Ended(int status, byte[] bytes, String err) {
        public boolean well() {
            return status == 0;
        }

        public String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Runs a program with this process's environment and no input. */
    public static Ended run(Duration limit, String... command) {
        return run(limit, List.of(command), Map.of(), NOTHING);
    }

    /**
     * Runs a program to its end.
     *
     * @param environment variables besides those of this process
     * @param limit after which it is killed
     */
    public static Ended run(Duration limit, List<String> command, Map<String, String> environment, byte[] input) {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return ended(builder, limit, input);
    }

    /** The same with text as input. */
    public static Ended run(Duration limit, List<String> command, Map<String, String> environment, String input) {
        return run(limit, command, environment, input.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs a program to its end that sees no variables but these. */
    public static Ended runAlone(Duration limit, List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return ended(builder, limit, NOTHING);
    }

    /** Runs a program that sees no variables but these and shares this process's streams; returns its status. */
    public static int runVisibly(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            return NOT_FOUND;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TIMED_OUT;
        }
    }

    private static Ended ended(ProcessBuilder builder, Duration limit, byte[] input) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Ended(NOT_FOUND, NOTHING, AtomicFile.reason(e));
        }
        var out = printed(process.getInputStream());
        var err = printed(process.getErrorStream());
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input);
            } catch (IOException e) {
                // It ended without reading all of it; its status says whether that is a failure.
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Ended(
                    ended ? process.exitValue() : TIMED_OUT,
                    out.join(),
                    new String(err.join(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Ended(TIMED_OUT, NOTHING, "interrupted");
        }
    }

    private static CompletableFuture<byte[]> printed(java.io.InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return stream.readAllBytes();
                    } catch (IOException e) {
                        return NOTHING;
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
