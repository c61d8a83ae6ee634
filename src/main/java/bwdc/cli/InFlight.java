package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What a run must not be torn away from: from its first import request on, until the answer is there and remembered. When
 * it is asked to stop before, the process ends at once, because nothing is lost then; when later, it ends before the
 * next request or with the run.
 */
final class InFlight implements AutoCloseable {
    /** A little less than the ten seconds that the daemon, and Docker, wait for the end. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final Thread hook = new Thread(this::finish, "end of the process");
    private boolean sending;
    private boolean asked;
    private boolean over;

    /** SIGTERM and SIGINT ask it to stop. */
    InFlight() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Comes before each request.
     *
     * @throws Fault when the run was asked to stop
     */
    synchronized void begin() {
        if (asked) {
            throw stopped();
        }
        sending = true;
    }

    static Fault stopped() {
        return Fault.of(ExitCode.TIME, "The run was stopped before its end.")
                .hint("what was accepted stays; the next run sends the rest");
    }

    /** The end of the input asks it to stop, too: the daemon closes it, or has died. */
    void follow(InputStream input, Call.Ending ending, Output output) {
        Thread.ofPlatform().daemon().name("input").start(() -> {
            try {
                input.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                // Then nobody is there either.
            }
            if (!finish()) {
                ending.after(Duration.ZERO, () -> output.fault(stopped()));
            }
        });
    }

    /** Waits, not for ever, until there is nothing to be torn away from; whether the run has come to its end by then. */
    private synchronized boolean finish() {
        asked = true;
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            for (long left = LIMIT.toMillis(); sending && !over && left > 0; left = left(end)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return over;
    }

    private static long left(long end) {
        return Duration.ofNanos(end - System.nanoTime()).toMillis();
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has waited for this moment.
        }
    }
}
