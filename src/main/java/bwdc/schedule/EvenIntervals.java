package bwdc.schedule;

import bwdc.host.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Intervals that times of day can keep: whole minutes that divide a day without a rest. */
public final class EvenIntervals {
    private static final long DAY = Duration.ofDays(1).toMinutes();

    private EvenIntervals() {}

    /** What to type instead of one that is not even: {@code --every 6m or --every 8m}. */
    public static String nearest(Duration interval) {
        return Stream.of(shorter(interval), longer(interval))
                .flatMap(Optional::stream)
                .map(each -> "--every " + Durations.words(each))
                .collect(Collectors.joining(" or "));
    }

    private static Optional<Duration> shorter(Duration interval) {
        return all().filter(each -> each.compareTo(interval) < 0).reduce((first, second) -> second);
    }

    private static Optional<Duration> longer(Duration interval) {
        return all().filter(each -> each.compareTo(interval) > 0).findFirst();
    }

    private static Stream<Duration> all() {
        return LongStream.rangeClosed(1, DAY)
                .filter(minutes -> DAY % minutes == 0)
                .mapToObj(Duration::ofMinutes);
    }
}
