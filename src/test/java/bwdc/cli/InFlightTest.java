package bwdc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bwdc.fault.Fault;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final InFlight inFlight = new InFlight(() -> interrupted.set(true));

    @Test
    void aRunThatHasSentNothingMayEndAtOnce() {
        inFlight.stop();
        assertThat(interrupted).isTrue();
    }

    @Test
    void afterAWishToStopNoFurtherRequestIsSent() throws Exception {
        inFlight.begin();
        var stopping = Thread.ofPlatform().start(inFlight::stop);
        awaitWaiting(stopping);
        assertThatThrownBy(inFlight::begin).isInstanceOf(Fault.class).hasMessage("The run was stopped before its end.");
        inFlight.close();
        stopping.join();
        assertThat(interrupted).isFalse();
    }

    @Test
    void theEndOfTheInputIsAWishToStop() throws Exception {
        var daemon = new PipedOutputStream();
        var ended = new AtomicInteger(-1);
        var over = new CountDownLatch(1);
        var watch = new Watch(status -> {
            ended.set(status);
            over.countDown();
        });
        inFlight.follow(new PipedInputStream(daemon), watch);
        assertThat(ended).hasValue(-1);
        daemon.close();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended).hasValue(9);
        assertThat(interrupted).isTrue();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
