package bwdc.schedule.daemon;

import bwdc.fault.ExitCode;
import bwdc.host.AtomicFile;
import bwdc.host.Durations;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run in a process of its own: whatever happens to it, the daemon lives on, its memory goes back when it ends, and it
 * can be ended from outside. What it prints goes into the daemon's journal.
 */
public final class ChildRun implements Run {
    /**
     * The variable that tells a run that it is the daemon's: then the end of its input asks it to stop, which also happens
     * when the daemon dies.
     */
    public static final String VARIABLE = "BWDC_DAEMON";

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final List<String> OURS_ALONE = List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");

    private final List<String> command;
    private final Duration longest;
    private final Stop stop;
    private final Journal journal;

    /** @param longest after which it is killed */
    public ChildRun(List<String> command, Duration longest, Stop stop, Journal journal) {
        this.command = List.copyOf(command);
        this.longest = longest;
        this.stop = stop;
        this.journal = journal;
    }

    @Override
    public int run(Runnable alive) {
        Process child;
        try {
            child = start();
        } catch (IOException e) {
            journal.warning("Cannot start " + command.getFirst() + ": " + AtomicFile.reason(e));
            return ExitCode.UNEXPECTED.number();
        }
        var reader = Thread.ofPlatform().daemon().name("output of the run").start(() -> copy(child));
        stop.running(new Child(child));
        try {
            return waitFor(child, alive);
        } finally {
            stop.over();
            ended(reader);
        }
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        OURS_ALONE.forEach(builder.environment()::remove);
        builder.environment().put(VARIABLE, "true");
        return builder.start();
    }

    private int waitFor(Process child, Runnable alive) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!child.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                alive.run();
                if (System.nanoTime() - end > 0) {
                    journal.warning("The run did not end after " + Durations.words(longest) + " and was killed.");
                    child.destroyForcibly().waitFor();
                    return ExitCode.TIME.number();
                }
            }
            return child.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            child.destroyForcibly();
            return ExitCode.UNEXPECTED.number();
        }
    }

    private void copy(Process child) {
        try (var lines = new BufferedReader(child.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                journal.line(line);
            }
        } catch (IOException e) {
            // It was killed while it printed.
        }
    }

    /** Something that the run started may still hold its output; nobody waits for that. */
    private static void ended(Thread reader) {
        try {
            reader.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Child(Process process) implements Stop.Stoppable {
        @Override
        public void gently() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // It has ended by itself.
            }
        }

        @Override
        public void now() {
            process.destroyForcibly();
        }
    }
}
