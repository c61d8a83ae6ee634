package bwdc.run;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.testkit.TestHost;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final Duration MOST = Duration.ofMinutes(10);

    @Test
    void isTheSameEveryTimeAndAnotherElsewhere() {
        var here = Jitter.of("machine-1", "nightly", MOST);
        assertThat(Jitter.of("machine-1", "nightly", MOST)).isEqualTo(here);
        assertThat(Jitter.of("machine-2", "nightly", MOST)).isNotEqualTo(here);
        assertThat(Jitter.of("machine-1", "hourly", MOST)).isNotEqualTo(here);
    }

    @Test
    void spreadsOverTheWholeTime() {
        var waits = IntStream.range(0, 1_000)
                .mapToLong(i -> Jitter.of("machine-" + i, "nightly", MOST).toMillis())
                .toArray();
        assertThat(java.util.Arrays.stream(waits).boxed()).allMatch(wait -> wait >= 0 && wait < MOST.toMillis());
        for (int tenth = 0; tenth < 10; tenth++) {
            long from = MOST.toMillis() / 10 * tenth;
            assertThat(IntStream.range(0, waits.length)
                            .filter(i -> waits[i] >= from && waits[i] < from + MOST.toMillis() / 10)
                            .count())
                    .isBetween(60L, 140L);
        }
    }

    @Test
    void everyMachineIsCalledSomething() {
        assertThat(Jitter.machine(new TestHost().with("HOSTNAME", "dc1").host()))
                .isNotBlank();
    }
}
