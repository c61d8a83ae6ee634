package bwdc.schedule.daemon;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The wish that the daemon ends: the first time gently, the second time at once. */
public final class Stop {
    private final CountDownLatch asked = new CountDownLatch(1);
    private @Nullable Stoppable running;
    private boolean forced;

    /** Something at work that can be asked to come to an end. */
    interface Stoppable {
        /** Finishes what it must not leave half done. */
        void gently();

        void now();
    }

    /** Whoever waits wakes up, and a run finishes the request in flight. */
    public synchronized void ask() {
        asked.countDown();
        if (running != null) {
            running.gently();
        }
    }

    /** Ends a run without regard; what it has not finished, the next run repeats. */
    public synchronized void force() {
        forced = true;
        asked.countDown();
        if (running != null) {
            running.now();
        }
    }

    public boolean asked() {
        return asked.getCount() == 0;
    }

    /** Comes back after that long or when it is asked for. */
    void await(Duration length) {
        try {
            var asleep = asked.await(length.toNanos(), TimeUnit.NANOSECONDS);
            assert asleep == asked();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ask();
        }
    }

    /** What is at work from now on; when the wish came before it, it learns of it here. */
    synchronized void running(Stoppable work) {
        running = work;
        if (forced) {
            work.now();
        } else if (asked()) {
            work.gently();
        }
    }

    synchronized void over() {
        running = null;
    }
}
