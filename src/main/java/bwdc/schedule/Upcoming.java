package bwdc.schedule;

import java.time.Instant;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** When a schedule runs. */
public final class Upcoming {
    private Upcoming() {}

    /**
     * The times at which Debian's cron starts such a job, ascending, each once; without end unless its date never comes.
     * Several skipped times of one job, which cron starts ten seconds apart right after the jump, are one time here.
     *
     * @param after runs are later than this; for an interval that is not kept by the clock it is the last start
     */
    public static Stream<Instant> of(Schedule schedule, Instant after) {
        return LocalMinutes.of(schedule)
                .map(minutes -> stream(new ClockRuns(schedule.zone().getRules(), minutes, after)))
                .orElseGet(() -> switch (schedule) {
                    case Schedule.Every(var interval, var zone) ->
                        Stream.iterate(after.plus(interval), time -> time.plus(interval));
                    case Schedule.Cron cron -> throw new IllegalStateException("not kept by the clock: " + cron);
                });
    }

    private static Stream<Instant> stream(ClockRuns runs) {
        int kind = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(runs, kind), false);
    }
}
