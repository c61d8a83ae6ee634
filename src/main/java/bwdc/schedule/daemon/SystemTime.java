package bwdc.schedule.daemon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The machine's time. */
public final class SystemTime implements Time {
    private final Clock clock;
    private final Stop stop;

    public SystemTime(Clock clock, Stop stop) {
        this.clock = clock;
        this.stop = stop;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public void pause(Duration length) {
        stop.await(length);
    }
}
