package bwdc.schedule;

import java.time.Instant;
import java.util.stream.Stream;

/** A scheduler of some platform, and what it must be told. Pure: the same job gives the same files. */
public interface Scheduler {
    /** As {@code --on} names it. */
    String name();

    /**
     * Files and commands for a job.
     *
     * @throws bwdc.fault.Fault with exit code 2 when this scheduler cannot keep the schedule exactly; its hint names the
     *     nearest one that it can keep
     */
    Installation plan(ScheduledJob job);

    /**
     * When this scheduler will really run what {@link #plan} made, ascending, without end: its own way with the hour of
     * a clock change included, jitter not.
     */
    Stream<Instant> runs(ScheduledJob job, Instant from);
}
