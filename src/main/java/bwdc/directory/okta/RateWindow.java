package bwdc.directory.okta;

import java.time.Duration;
import java.time.Instant;

/**
 * One of Okta's counters, which starts anew every minute, and how many requests of it may be used here. Of what remains at
 * any moment only a share is taken: programs that ask more than this one shrink what it takes. Not for use side by side.
 */
final class RateWindow {
    /** Servers of one organization may differ by a second or two about when the minute ends. */
    private static final Duration SAME = Duration.ofSeconds(5);

    private final double share;
    private boolean known;
    private Instant end = Instant.MIN;
    private long reset;
    private long begun;
    private long inFlight;
    private long allowed = 1;

    RateWindow(double share) {
        this.share = share;
    }

    /** Whether a request may begin now; it is counted then. Until the first answer tells the limit there is one at a time. */
    boolean begin(Instant now) {
        if (known && !now.isBefore(end)) {
            known = false;
            begun = inFlight;
            allowed = begun + 1;
        }
        if (begun >= allowed) {
            return false;
        }
        begun++;
        inFlight++;
        return true;
    }

    /** Whether an answer that is on its way will tell more. */
    boolean isWaitingForAnswer() {
        return !known;
    }

    /** When more may begin. */
    Instant end() {
        return end;
    }

    /** A request ended without telling anything: another one may. */
    void failed() {
        inFlight--;
        if (!known) {
            allowed = begun + 1;
        }
    }

    /** An answer without limits: there is nothing to keep to. */
    void unlimited() {
        inFlight--;
        if (!known) {
            allowed = Long.MAX_VALUE;
        }
    }

    /** What an answer tells. */
    void told(RateLimit limit, Instant now) {
        inFlight--;
        if (known && limit.reset() < reset - SAME.toSeconds()) {
            return;
        }
        if (!known || limit.reset() > reset + SAME.toSeconds()) {
            known = true;
            reset = limit.reset();
            end = now.plus(limit.untilReset());
            begun = inFlight + 1;
            allowed = Long.MAX_VALUE;
        }
        long ended = begun - inFlight;
        allowed = Math.min(allowed, ended + (long) (share * limit.remaining()));
    }
}
