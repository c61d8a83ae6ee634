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

    private Programs() {}

    /** How a program ended and what it printed. */
    public record Ended(int status, String out, String err) {
        public boolean well() {
            return status == 0;
        }
    }

    /** Runs a program with this process's environment and no input. */
    public static Ended run(Duration limit, String... command) {
        return run(limit, List.of(command), Map.of(), "");
    }

    /**
     * Runs a program to its end.
     *
     * @param environment variables besides those of this process
     * @param limit after which it is killed
     */
    public static Ended run(Duration limit, List<String> command, Map<String, String> environment, String input) {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Ended(NOT_FOUND, "", AtomicFile.reason(e));
        }
        var out = printed(process.getInputStream());
        var err = printed(process.getErrorStream());
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading all of it; its status says whether that is a failure.
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Ended(ended ? process.exitValue() : TIMED_OUT, out.join(), err.join());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Ended(TIMED_OUT, "", "interrupted");
        }
    }

    private static CompletableFuture<String> printed(java.io.InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return "";
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
