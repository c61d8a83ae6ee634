package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * What a run must not be torn away from: from its first import request on, until the answer is there and remembered. When
 * it is asked to stop before, the process ends at once, because nothing is lost then; when later, it ends before the
 * next request or with the run.
 */
final class InFlight implements AutoCloseable {
    /** A little less than the ten seconds that the daemon, and Docker, wait for the end. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final Runnable interrupted;
    private boolean sending;
    private boolean asked;
    private boolean over;

    /** @param interrupted what is to be done when the run is torn away after all */
    InFlight(Runnable interrupted) {
        this.interrupted = interrupted;
    }

    /**
     * Comes before each request.
     *
     * @throws Fault when the run was asked to stop
     */
    synchronized void begin() {
        if (asked) {
            throw Fault.of(ExitCode.TIME, "The run was stopped before its end.")
                    .hint("what was accepted stays; the next run sends the rest");
        }
        sending = true;
    }

    /** Comes back when the process may end. */
    void stop() {
        if (!finished()) {
            interrupted.run();
        }
    }

    /** The end of the input asks it to stop, too: the daemon closes it, or has died. */
    void follow(InputStream input, Watch watch) {
        Thread.ofPlatform().daemon().name("input").start(() -> {
            try {
                input.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // Then nobody is there either.
            }
            if (!finished()) {
                watch.after(Duration.ZERO, () -> {
                    interrupted.run();
                    return ExitCode.TIME.number();
                });
            }
        });
    }

    /** Waits, not for ever, until there is nothing to be torn away from; whether the run has come to its end by then. */
    private synchronized boolean finished() {
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
    }
}
