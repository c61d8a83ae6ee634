package bwdc.schedule.daemon;

import java.time.Duration;
import java.time.Instant;

/** Notices when the clock was set, or the machine slept: then the wall clock and the uptime have drifted apart. */
final class ClockWatch {
    /** Far more than a time server corrects between two looks (500 ppm), far less than anybody would want to know of. */
    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private final Time time;
    private Instant wall;
    private Duration uptime;

    ClockWatch(Time time) {
        this.time = time;
        wall = time.now();
        uptime = time.uptime();
    }

    /** How far the clock has jumped since the last look: negative when it was set back, zero when nothing happened. */
    Duration jump() {
        var now = time.now();
        var up = time.uptime();
        var jump = Duration.between(wall, now).minus(up.minus(uptime));
        if (jump.abs().compareTo(NOTABLE) < 0) {
            jump = Duration.ZERO;
        }
        wall = now;
        uptime = up;
        return jump;
    }
}
