package bwdc.schedule.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Time that passes at once. Things can be made to happen at some moment of it, such as the clock being set. */
final class SimulatedTime implements Time {
    private final TreeMap<Duration, Runnable> events = new TreeMap<>();
    private Instant wall;
    private Duration uptime = Duration.ZERO;
    private int looks;

    SimulatedTime(String now) {
        wall = Instant.parse(now);
    }

    /** Lets something happen when so much uptime has passed. */
    SimulatedTime at(Duration moment, Runnable event) {
        events.put(moment, event);
        return this;
    }

    /** Somebody sets the clock, or the machine sleeps: the wall clock alone moves. */
    void jump(Duration length) {
        wall = wall.plus(length);
    }

    /** How often somebody waited. */
    int looks() {
        return looks;
    }

    @Override
    public Instant now() {
        return wall;
    }

    @Override
    public Duration uptime() {
        return uptime;
    }

    @Override
    public void pause(Duration length) {
        looks++;
        pass(length);
    }

    void pass(Duration length) {
        wall = wall.plus(length);
        uptime = uptime.plus(length);
        List<Runnable> due = new ArrayList<>(events.headMap(uptime, true).values());
        events.headMap(uptime, true).clear();
        due.forEach(Runnable::run);
    }
}
