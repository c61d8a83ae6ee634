package bwdc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several questions at once, with questions that take their time. */
@Timeout(20)
class SideBySideTest {
    private final List<Integer> questions = IntStream.range(0, 100).boxed().toList();

    @Test
    void nothingIsAskedOfNothing() {
        assertThat(new SideBySide(8).map(List.<Integer>of(), question -> fail("asked " + question)))
                .isEmpty();
        SideBySide.run(List.of());
    }

    /** The first question waits until all others have their answers. */
    @Test
    void oneLongAnswerHoldsUpNobodyElse() {
        var others = new CountDownLatch(questions.size() - 1);
        var answers = new SideBySide(2).map(questions, question -> {
            if (question == 0) {
                await(others);
            } else {
                others.countDown();
            }
            return "answer " + question;
        });
        assertThat(answers)
                .isEqualTo(questions.stream().map(each -> "answer " + each).toList());
    }

    /** Thousands of threads that wait for their turn would keep the answers of the others in memory. */
    @Test
    void thereAreOnlySoManyThreads() {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        new SideBySide(3).map(questions, question -> threads.add(Thread.currentThread()));
        assertThat(threads).hasSizeBetween(1, 3);
    }

    @Test
    void theFirstProblemIsTheProblemOfAllAndEndsWhatIsUnderWay() {
        var asked = new AtomicInteger();
        var ended = new AtomicBoolean();
        var waiting = new CountDownLatch(1);
        assertThatThrownBy(() -> new SideBySide(2).map(questions, question -> {
                    asked.incrementAndGet();
                    if (question == 1) {
                        await(waiting);
                        throw new IllegalArgumentException("the first problem");
                    }
                    waiting.countDown();
                    try {
                        await(new CountDownLatch(1));
                    } finally {
                        ended.set(true);
                    }
                    return question;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the first problem");
        assertThat(ended).isTrue();
        assertThat(asked).hasValue(2);
    }

    /** Nothing goes on behind the back of whoever was called off, and the sign of it stays. */
    @Test
    void whoeverIsInterruptedWhileItWaitsEndsAllOfIt() throws InterruptedException {
        var asked = new CountDownLatch(4);
        var ended = new AtomicInteger();
        var sign = new AtomicBoolean();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                new SideBySide(4).map(questions, question -> {
                    asked.countDown();
                    try {
                        await(new CountDownLatch(1));
                    } finally {
                        ended.incrementAndGet();
                    }
                    return question;
                });
            } catch (IllegalStateException e) {
                sign.set(Thread.currentThread().isInterrupted() && ended.get() == 4);
            }
        });
        await(asked);
        caller.interrupt();
        caller.join();
        assertThat(sign).isTrue();
    }

    /** A question may fail before the last thread has begun. */
    @Test
    void aProblemThatComesAtOnceIsTheOneThatIsTold() {
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> new SideBySide(32).map(questions, question -> {
                        throw new IllegalArgumentException("at once");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("at once");
        }
    }

    @Test
    void partsAreDoneBesideEachOther() {
        var both = new CountDownLatch(2);
        List<Runnable> parts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            parts.add(() -> {
                both.countDown();
                await(both);
            });
        }
        SideBySide.run(parts);
        assertThat(both.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
