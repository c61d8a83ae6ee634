package bwdc.schedule.kubernetes;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Durations;
import bwdc.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Intervals that one cron expression keeps. The library knows {@code @every}, but Kubernetes does not document it, and with a
 * starting deadline shorter than the interval such a job never runs.
 */
final class Intervals {
    private static final ZoneId ANY = ZoneId.of("UTC");

    private Intervals() {}

    static Fault refused(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Cron cron ->
                Fault.of(
                        ExitCode.USAGE,
                        "Kubernetes cannot keep " + cron.expression().text() + " in one expression.");
            case Schedule.Every(var interval, var zone) ->
                Fault.of(
                                ExitCode.USAGE,
                                "Kubernetes has no intervals of " + Durations.words(interval)
                                        + ": they must divide an hour, or be hours that divide a day.")
                        .hint(nearest(interval));
        };
    }

    private static String nearest(Duration interval) {
        var shorter = all().filter(each -> each.compareTo(interval) < 0).reduce((first, second) -> second);
        var longer = all().filter(each -> each.compareTo(interval) > 0).findFirst();
        return Stream.of(shorter, longer)
                .flatMap(found -> found.stream())
                .map(each -> "--every " + Durations.words(each))
                .collect(Collectors.joining(" or "));
    }

    private static Stream<Duration> all() {
        return IntStream.rangeClosed(1, 24 * 60)
                .mapToObj(Duration::ofMinutes)
                .filter(each -> new Schedule.Every(each, ANY).expression().isPresent());
    }
}
