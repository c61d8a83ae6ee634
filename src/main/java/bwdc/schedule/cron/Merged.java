package bwdc.schedule.cron;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Several lines as one job: their runs in order, each once. */
final class Merged implements Iterator<Instant> {
    private record Head(Instant time, Iterator<Instant> rest) {}

    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::time));

    private Merged(List<Stream<Instant>> lines) {
        lines.forEach(line -> push(line.iterator()));
    }

    static Stream<Instant> of(List<Stream<Instant>> lines) {
        return lines.size() == 1
                ? lines.getFirst()
                : StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(new Merged(lines), Spliterator.ORDERED), false);
    }

    private void push(Iterator<Instant> rest) {
        if (rest.hasNext()) {
            heads.add(new Head(rest.next(), rest));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public Instant next() {
        if (heads.isEmpty()) {
            throw new NoSuchElementException();
        }
        var time = heads.element().time();
        while (!heads.isEmpty() && heads.element().time().equals(time)) {
            push(heads.remove().rest());
        }
        return time;
    }
}
