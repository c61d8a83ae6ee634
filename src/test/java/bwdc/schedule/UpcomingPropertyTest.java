package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random expressions, zones and years: the quick way finds what cron's own loop finds. */
class UpcomingPropertyTest {
    /** Among them jumps of half an hour, two, three and 24 hours, at midnight, and two changes a month apart. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "UTC",
            "America/St_Johns",
            "Africa/Cairo",
            "America/Sao_Paulo",
            "Antarctica/Troll",
            "Antarctica/Casey",
            "Pacific/Apia",
            "America/Caracas",
            "Asia/Pyongyang",
            "Europe/Dublin");

    /** What a field may be: its text and, told apart from it, its values. */
    private record Field(String text, Set<Integer> values) {}

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatCronsLoopFinds(long seed) {
        var random = new Random(seed);
        var zone = ZoneId.of(ZONES.get((int) seed % ZONES.size()));
        var from = LocalDate.of(1995 + random.nextInt(60), 1, 1)
                .atStartOfDay()
                .plusMinutes(random.nextInt(500_000))
                .toInstant(ZoneOffset.UTC);
        compare(seed, random, zone, from, from.plusSeconds(400L * 24 * 3600));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatCronsLoopFindsAroundChanges(long seed) {
        var random = new Random(1000 + seed);
        for (var name : ZONES) {
            var zone = ZoneId.of(name);
            var change = zone.getRules().nextTransition(Instant.parse(1990 + random.nextInt(36) + "-01-01T00:00:00Z"));
            if (change != null) {
                long minutes = random.nextInt(3000) - 200L;
                var from = change.getInstant().minusSeconds(minutes * 60 + random.nextInt(60));
                compare(seed, random, zone, from, change.getInstant().plusSeconds(3 * 24 * 3600));
            }
        }
    }

    private static void compare(long seed, Random random, ZoneId zone, Instant from, Instant to) {
        var minute = often(random, 0, 59);
        var hour = random.nextInt(3) == 0 ? often(random, 0, 23) : early(random);
        var day = seldom(random, 1, 31);
        var month = random.nextInt(5) == 0 ? often(random, 1, 12) : all(1, 12);
        var weekday = seldom(random, 0, 6);
        var text = String.join(" ", minute.text, hour.text, day.text, month.text, weekday.text);
        var job = new MinuteByMinute.Job(
                minute.values,
                hour.values,
                day.values,
                month.values,
                weekday.values,
                minute.text.startsWith("*") || hour.text.startsWith("*"),
                day.text.startsWith("*") || weekday.text.startsWith("*"));

        var schedule = new Schedule.Cron(CronExpression.parse(text), zone);
        assertThat(Upcoming.of(schedule, from)
                        .takeWhile(time -> time.isBefore(to))
                        .toList())
                .as("seed %d: %s in %s after %s", seed, text, zone, from)
                .isEqualTo(MinuteByMinute.runs(job, zone, from, to));
    }

    private static Field all(int low, int high) {
        return new Field("*", IntStream.rangeClosed(low, high).boxed().collect(Collectors.toSet()));
    }

    private static Field seldom(Random random, int low, int high) {
        return random.nextInt(3) > 0 ? all(low, high) : often(random, low, high);
    }

    /** The hours in which clocks change. */
    private static Field early(Random random) {
        return list(random, 0, 4);
    }

    private static Field often(Random random, int low, int high) {
        int step = 1 + random.nextInt(20);
        int first = low + random.nextInt(high - low);
        return switch (random.nextInt(5)) {
            case 0 -> all(low, high);
            case 1 -> new Field("*/" + step, steps(low, high, step));
            case 2 -> new Field(first + "-" + high + "/" + step, steps(first, high, step));
            default -> list(random, low, high);
        };
    }

    private static Field list(Random random, int low, int high) {
        var values = random.ints(1 + random.nextInt(4), low, high + 1).boxed().collect(Collectors.toSet());
        return new Field(values.stream().map(Object::toString).collect(Collectors.joining(",")), values);
    }

    private static Set<Integer> steps(int low, int high, int step) {
        return IntStream.iterate(low, value -> value <= high, value -> value + step)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
