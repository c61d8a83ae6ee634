package bwdc.run;

import bwdc.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells everybody who wants to know, all at once and with bounded patience. */
public final class Notifications {
    /** A run waits no longer than that for those who are told. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For the news of the beginning to arrive before that of the end, when it is still on its way. */
    private static final Duration ORDER = Duration.ofSeconds(1);

    private final List<Notifier> all;
    private final Map<Notifier, Thread> first = new HashMap<>();

    public Notifications(List<Notifier> all) {
        this.all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Tells that a run begins, while it goes on. */
    void started(RunRecord run, RunLog log) {
        for (var each : all) {
            first.put(each, start(each, () -> each.started(run), log));
        }
    }

    /** Tells how it ended, and waits for it to be heard. */
    void ended(Notifier.Report report, RunLog log) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (var each : all) {
            var before = first.get(each);
            threads.add(start(
                    each,
                    () -> {
                        if (before != null) {
                            join(before, System.nanoTime() + ORDER.toNanos());
                        }
                        each.ended(report);
                    },
                    log));
        }
        for (int i = 0; i < threads.size(); i++) {
            join(threads.get(i), end);
            if (threads.get(i).isAlive()) {
                log.warn(all.get(i).name() + " took longer than " + PATIENCE.toSeconds() + " s and was left behind");
            }
        }
    }

    private static Thread start(Notifier notifier, Runnable action, RunLog log) {
        return Thread.ofPlatform().daemon().name(notifier.name()).start(() -> {
            try {
                action.run();
            } catch (Fault fault) {
                log.warn(notifier.name() + " was not told: " + fault.sentence());
            } catch (RuntimeException bug) {
                log.warn(notifier.name() + " was not told: " + bug);
            }
        });
    }

    private static void join(Thread thread, long end) {
        try {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (left.isPositive()) {
                thread.join(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
