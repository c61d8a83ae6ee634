package bwdc.schedule.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.host.Programs;
import bwdc.schedule.Schedule;
import bwdc.schedule.WallClock;
import bwdc.testkit.Jobs;
import bwdc.testkit.Tools;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What systemd itself says of the calendar that it is told, and what is said of it here. */
class CalendarTest {
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) UTC");

    @BeforeAll
    static void needsSystemd() {
        Tools.need("systemd-analyze");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *               | Europe/Berlin",
                "*/5 8-17 * * mon-fri     | Europe/Berlin",
                "0 0 1,15 * fri           | Europe/Berlin",
                "0 6 */2 * 1              | Europe/Berlin",
                "0 6 1-7 * */2            | Europe/Berlin",
                "15 4 31 * *              | America/New_York",
                "0 12 29 2 *              | Etc/UTC",
                "10-50/20 1-23/2 * * *    | Australia/Lord_Howe",
                "0 */6 * jan,jul sun,7,3  | Africa/Casablanca",
                "7,9 3 1-31 * 5           | Asia/Kathmandu",
                "0 22 * 2-4 0-6           | America/Havana",
                "59 23 * * 0              | Africa/Cairo",
                "@monthly                 | America/Sao_Paulo",
            })
    void aThousandRuns(String expression, String zone) {
        compare(Jobs.at(expression, zone), Instant.parse("2026-01-10T13:37:11Z"), 1000);
    }

    @Test
    void aThousandRunsOfIntervals() {
        var base = Instant.parse("2026-03-20T00:00:00Z");
        compare(Jobs.every(Duration.ofMinutes(15), "Europe/Berlin"), base, 1000);
        compare(Jobs.every(Duration.ofMinutes(90), "Europe/Berlin"), base, 300);
        compare(Jobs.every(Duration.ofHours(6), "Europe/Berlin"), base, 100);
    }

    @ParameterizedTest(name = "{0} in {1} from {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *        | Europe/Berlin       | 2026-03-28T12:00:00Z",
                "0,30 1-3 * * *    | Europe/Berlin       | 2026-03-28T23:10:00Z",
                "*/15 * 29 3 *     | Europe/Berlin       | 2026-03-29T00:40:00Z",
                "30 2 * * *        | Europe/Berlin       | 2026-10-24T12:00:00Z",
                "0,30 1-3 * * *    | Europe/Berlin       | 2026-10-24T23:10:00Z",
                "0,30 1-3 * * *    | Europe/Berlin       | 2026-10-25T00:10:00Z",
                "0,30 1-3 * * *    | Europe/Berlin       | 2026-10-25T01:10:00Z",
                "*/15 * 25 10 *    | Europe/Berlin       | 2026-10-25T00:20:00Z",
                "30 2 29 3 *       | Europe/Berlin       | 2026-01-01T00:00:00Z",
                "30 2 25 10 *      | Europe/Berlin       | 2026-01-01T00:00:00Z",
                "30 2 * * *        | America/New_York    | 2026-03-07T12:00:00Z",
                "30 1 * * *        | America/New_York    | 2026-10-31T12:00:00Z",
                "*/20 1,2 * * *    | America/New_York    | 2026-10-31T12:00:00Z",
                "15,45 1,2 * * *   | Australia/Lord_Howe | 2026-10-03T12:00:00Z",
                "15,45 1,2 * * *   | Australia/Lord_Howe | 2026-04-04T12:00:00Z",
                "*/10 * 5 4 *      | Australia/Lord_Howe | 2026-04-04T14:00:00Z",
                "30 2 * * *        | Africa/Casablanca   | 2026-02-14T12:00:00Z",
                "30 2,3 * * *      | Africa/Casablanca   | 2026-03-21T12:00:00Z",
                "0 2,8,14,20 * * * | Africa/Casablanca   | 2026-03-21T12:00:00Z",
                "0 2 1-31/2 * *    | Africa/Casablanca   | 2026-03-21T12:00:00Z",
                "*/20 1-5 * * *    | Africa/Casablanca   | 2026-03-21T12:00:00Z",
                "15 0,2,4 * * 0    | Africa/El_Aaiun     | 2026-03-21T12:00:00Z",
                "0 1,7,13,19 * * * | Europe/Dublin       | 2026-03-28T12:00:00Z",
                "*/30 1 * * *      | Europe/Dublin       | 2026-03-28T12:00:00Z",
                "*/30 1 * * *      | Europe/Dublin       | 2026-10-24T12:00:00Z",
                "0 * * * 0         | Europe/Dublin       | 2026-03-28T12:00:00Z",
                "0,30 0,1,23 * * * | Africa/Cairo        | 2026-04-22T12:00:00Z",
                "0,30 0,1,23 * * * | Africa/Cairo        | 2026-10-28T12:00:00Z",
                "0 0 * * *         | Asia/Beirut         | 2026-03-27T12:00:00Z",
                "*/30 * * 3 *      | Asia/Beirut         | 2026-03-28T12:00:00Z",
                "0 0 * * 0         | America/Havana      | 2026-03-06T12:00:00Z",
                "0,30 0,1 * * *    | America/Havana      | 2026-10-31T12:00:00Z",
                "0 0 * * *         | America/Santiago    | 2026-09-05T12:00:00Z",
                "30 23 * * *       | America/Santiago    | 2026-04-03T12:00:00Z",
                "30 0 * * *        | Atlantic/Azores     | 2026-03-28T12:00:00Z",
            })
    void theNightsWhenClocksChange(String expression, String zone, String base) {
        compare(Jobs.at(expression, zone), Instant.parse(base), 30);
    }

    @Test
    void theClockOfDublinIsThatOfLondon() {
        var schedule = Jobs.at("0 1,7 * * *", "Europe/Dublin");
        var calendar = Calendar.of(schedule).orElseThrow();
        assertThat(calendar.values()).containsExactly("*-*-* 01,07:00:00 Europe/London");
        var base = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(ZoneId.of("Europe/Dublin").getRules().nextTransition(base))
                .isEqualTo(ZoneId.of("Europe/London").getRules().nextTransition(base));
        assertThat(WallClock.shown(calendar.expressions(), calendar.zone(), base)
                        .limit(20_000))
                .containsExactlyElementsOf(WallClock.shown(calendar.expressions(), schedule.zone(), base)
                        .limit(20_000)
                        .toList());
    }

    private static void compare(Schedule schedule, Instant base, int count) {
        var calendar = Calendar.of(schedule).orElseThrow();
        var said = new TreeSet<Instant>();
        for (var value : calendar.values()) {
            said.addAll(count > 100 ? quickly(value, base, count) : asked(value, "UTC", base, count));
        }
        var expected = said.stream().limit(count).toList();
        assertThat(calendar.runs(base).limit(expected.size()).toList())
                .as(calendar.values().toString())
                .isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(Math.min(20, count / 8));
    }

    /** Its own zone costs systemd a process for each time; the zone of the machine does not, and it reckons the same way. */
    private static List<Instant> quickly(String value, Instant base, int count) {
        int zone = value.lastIndexOf(' ');
        return asked(value.substring(0, zone), value.substring(zone + 1), base, count);
    }

    private static List<Instant> asked(String value, String machineZone, Instant base, int count) {
        var asked = Programs.run(
                Duration.ofMinutes(1),
                List.of(
                        "systemd-analyze",
                        "calendar",
                        "--iterations=" + count,
                        "--base-time=@" + base.getEpochSecond(),
                        value),
                Map.of("TZ", machineZone, "LC_ALL", "C"),
                "");
        assertThat(asked.well()).as(asked.err()).isTrue();
        var times = new ArrayList<Instant>();
        var matcher = TIME.matcher(asked.out());
        while (matcher.find()) {
            times.add(Instant.parse(matcher.group(1) + "T" + matcher.group(2) + "Z"));
        }
        return times;
    }
}
