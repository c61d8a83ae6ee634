package bwdc.cli;

import bwdc.fault.ExitCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when a run takes too long, and says a last word when a signal does. Files are replaced as a whole, so any
 * moment will do.
 */
final class Watch implements AutoCloseable {
    /** For the last words: the process ends even when they cannot be written. */
    private static final long LAST_WORDS_SECONDS = 20;

    private final IntConsumer exit;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Thread thread;
    private @Nullable Thread hook;

    Watch(IntConsumer exit) {
        this.exit = exit;
    }

    /**
     * Ends the process unless the run is over by then.
     *
     * @param last what is still to be done, which returns the exit status
     */
    void after(Duration limit, IntSupplier last) {
        thread = Thread.ofPlatform().daemon().name("time limit").start(() -> {
            try {
                Thread.sleep(limit);
            } catch (InterruptedException e) {
                return;
            }
            if (over.compareAndSet(false, true)) {
                exit.accept(lastWords(last));
            }
        });
    }

    private static int lastWords(IntSupplier last) {
        return CompletableFuture.supplyAsync(
                        last::getAsInt,
                        task -> Thread.ofPlatform().daemon().name("last words").start(task))
                .completeOnTimeout(ExitCode.TIME.number(), LAST_WORDS_SECONDS, TimeUnit.SECONDS)
                .exceptionally(bug -> ExitCode.TIME.number())
                .join();
    }

    /** Does something when a signal ends the process before the run is over. */
    void onSignal(Runnable last) {
        hook = new Thread(last, "signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The run is over. When its time was over first, the process is about to end and this does not come back. */
    @Override
    public void close() {
        if (hook != null) {
            removeHook(hook);
        }
        if (thread != null) {
            if (over.compareAndSet(false, true)) {
                thread.interrupt();
            } else {
                join(thread);
            }
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook is at work.
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
