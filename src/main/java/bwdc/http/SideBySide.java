package bwdc.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks several things at once, at most so many, and keeps the answers in the order of the questions. */
public final class SideBySide {
    private final int atOnce;

    public SideBySide(int atOnce) {
        this.atOnce = atOnce;
    }

    /** How many at most. */
    public int atOnce() {
        return atOnce;
    }

    /**
     * The first problem ends all of it. Only so many threads are begun as questions are asked at once: thousands that wait
     * for their turn would keep every answer of the others in memory.
     */
    public <A, B> List<B> map(Collection<A> items, Function<A, B> ask) {
        return new Asking<>(List.copyOf(items), ask).answers(atOnce);
    }

    /** Does a few things beside each other. The first problem ends all of them. */
    public static void run(List<Runnable> parts) {
        if (!parts.isEmpty()) {
            new SideBySide(parts.size()).map(parts, part -> {
                part.run();
                return part;
            });
        }
    }

    /** Whoever is ready takes the next question: one long answer holds up nobody else. */
    private static final class Asking<A, B> {
        private final List<A> items;
        private final Function<A, B> ask;
        private final List<@Nullable B> answers;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();

        Asking(List<A> items, Function<A, B> ask) {
            this.items = items;
            this.ask = ask;
            answers = new ArrayList<>(Collections.nCopies(items.size(), null));
        }

        List<B> answers(int atOnce) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < Math.min(atOnce, items.size()); i++) {
                    threads.execute(() -> work(threads));
                }
            } catch (RejectedExecutionException e) {
                // The first problem came before everybody had begun.
            }
            switch (problem.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
            return answers.stream().map(Objects::requireNonNull).toList();
        }

        private void work(ExecutorService threads) {
            try {
                for (int at = next.getAndIncrement();
                        at < items.size() && problem.get() == null;
                        at = next.getAndIncrement()) {
                    answers.set(at, ask.apply(items.get(at)));
                }
            } catch (RuntimeException | Error e) {
                if (problem.compareAndSet(null, e)) {
                    threads.shutdownNow();
                }
            }
        }
    }
}
