package bwdc.schedule.daemon;

import java.time.Duration;
import java.time.Instant;

/** Time as the daemon lives it; tests have one that passes as fast as they like. */
public interface Time {
    /** What the clock on the wall shows; people and time servers set it. */
    Instant now();

    /** Since some moment; nobody sets it, and it stands still while the machine sleeps. */
    Duration uptime();

    /** Comes back when that long has passed, or earlier when the daemon is asked to stop. */
    void pause(Duration length);
}
