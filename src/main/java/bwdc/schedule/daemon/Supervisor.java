package bwdc.schedule.daemon;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Whoever started the daemon and wants to know how it is: systemd, when it set {@code NOTIFY_SOCKET} (sd_notify(3)). */
public final class Supervisor {
    /** Nobody wants to know. */
    public static final Supervisor NONE = new Supervisor(Optional.empty(), Optional.empty());

    private final Optional<NotifySocket> socket;
    private final Optional<Duration> watchdog;

    private Supervisor(Optional<NotifySocket> socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /**
     * The one that the environment names.
     *
     * @param pid of this process
     * @throws IllegalArgumentException when the name cannot be that of a socket
     */
    public static Supervisor of(Map<String, String> environment, long pid) {
        var name = environment.getOrDefault("NOTIFY_SOCKET", "");
        return name.isEmpty() ? NONE : new Supervisor(Optional.of(new NotifySocket(name)), watchdog(environment, pid));
    }

    /** How long it waits for a sign of life, unless it means another process (sd_watchdog_enabled(3)). */
    private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
        var micros = environment.getOrDefault("WATCHDOG_USEC", "");
        var whose = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
        return micros.matches("[1-9][0-9]{0,15}") && whose.equals(Long.toString(pid))
                ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000))
                : Optional.empty();
    }

    /** How often it must hear from the daemon: in half the time after which it gives up, as sd_notify(3) advises. */
    Optional<Duration> rhythm() {
        return watchdog.map(time -> time.dividedBy(2));
    }

    /** Whether it heard that the daemon is at work, or nobody wanted to. */
    boolean ready() {
        return say("READY=1");
    }

    void status(String sentence) {
        say("STATUS=" + sentence.replace('\n', ' '));
    }

    void alive() {
        if (watchdog.isPresent()) {
            say("WATCHDOG=1");
        }
    }

    void stopping() {
        say("STOPPING=1\nSTATUS=stopping");
    }

    private boolean say(String text) {
        return socket.map(each -> each.send(text)).orElse(true);
    }
}
