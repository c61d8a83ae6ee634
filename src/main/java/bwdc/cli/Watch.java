package bwdc.cli;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Ends a process whose command takes too long. Files are replaced as a whole, so any moment will do. */
final class Watch implements Call.Ending, AutoCloseable {
    private final IntConsumer exit;
    private @Nullable Thread thread;

    Watch(IntConsumer exit) {
        this.exit = exit;
    }

    @Override
    public void after(Duration limit, IntSupplier last) {
        thread = Thread.ofPlatform().daemon().name("time limit").start(() -> {
            try {
                Thread.sleep(limit);
                exit.accept(last.getAsInt());
            } catch (InterruptedException e) {
                // The command was over in time.
            }
        });
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
