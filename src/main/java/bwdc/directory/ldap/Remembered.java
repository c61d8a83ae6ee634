package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import bwdc.directory.memory.Memory;
import bwdc.directory.memory.MemoryBytes;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What was remembered of the last read, loaded in a thread of its own. */
final class Remembered {
    static final Remembered NOTHING = new Remembered(new FutureTask<>(Optional::empty));

    private final FutureTask<Optional<Memory>> loading;

    private Remembered(FutureTask<Optional<Memory>> loading) {
        this.loading = loading;
    }

    static Remembered of(Cursor cursor) {
        var loading = new FutureTask<>(() -> cursor.memory().get().flatMap(MemoryBytes::read));
        Thread.ofPlatform().daemon().name("memory").start(loading);
        return new Remembered(loading);
    }

    /** The memory, empty where there is none that can be used. */
    Optional<Memory> get() {
        try {
            loading.run();
            return loading.get();
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
