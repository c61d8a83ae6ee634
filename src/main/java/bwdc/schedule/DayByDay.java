package bwdc.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Runs of a scheduler that thinks in days of a calendar, in order and each once. */
public final class DayByDay implements Iterator<Instant> {
    private final ZoneId zone;
    private final Function<LocalDate, Collection<Instant>> runs;
    private final Instant after;
    private final TreeSet<Instant> waiting = new TreeSet<>();
    private LocalDate next;

    private DayByDay(Instant after, ZoneId zone, Function<LocalDate, Collection<Instant>> runs) {
        this.after = after;
        this.zone = zone;
        this.runs = runs;
        next = after.atZone(zone).toLocalDate().minusDays(2);
    }

    /**
     * The runs after a time, without end.
     *
     * @param runs those of one day, in any order, none before the day begins; some day of eight years must have one
     */
    public static Stream<Instant> after(Instant after, ZoneId zone, Function<LocalDate, Collection<Instant>> runs) {
        int kind = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        var iterator = new DayByDay(after, zone, runs);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, kind), false);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Instant next() {
        while (waiting.isEmpty()
                || !waiting.first().isBefore(next.atStartOfDay(zone).toInstant())) {
            runs.apply(next).stream().filter(run -> run.isAfter(after)).forEach(waiting::add);
            next = next.plusDays(1);
        }
        return waiting.removeFirst();
    }
}
