package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpcomingTest {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd'T'HH:mmxxx");

    /** Runs of 28 and 29 March and so on: days, times and offsets. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Europe/Berlin 2026: 29 March 02:00 becomes 03:00, 25 October 03:00 becomes 02:00
            30 2 * * *        | Europe/Berlin       | 2026-03-28T00:00 | 28T02:30+01:00 29T03:00+02:00 30T02:30+02:00
            0,30 2 * * *      | Europe/Berlin       | 2026-03-29T00:00 | 29T03:00+02:00 30T02:00+02:00 30T02:30+02:00
            0,30 2,3 * * *    | Europe/Berlin       | 2026-03-29T00:00 | 29T03:00+02:00 29T03:30+02:00 30T02:00+02:00
            0 3 * * *         | Europe/Berlin       | 2026-03-28T12:00 | 29T03:00+02:00 30T03:00+02:00
            */30 2 * * *      | Europe/Berlin       | 2026-03-28T12:00 | 30T02:00+02:00 30T02:30+02:00
            30 */2 * * *      | Europe/Berlin       | 2026-03-29T00:00 | 29T00:30+01:00 29T04:30+02:00
            0 * * * *         | Europe/Berlin       | 2026-03-29T00:30 | 29T01:00+01:00 29T03:00+02:00 29T04:00+02:00
            0 0-23 * * *      | Europe/Berlin       | 2026-03-29T00:30 | 29T01:00+01:00 29T03:00+02:00 29T04:00+02:00
            30 2 * * *        | Europe/Berlin       | 2026-10-24T12:00 | 25T02:30+02:00 26T02:30+01:00
            0 3 * * *         | Europe/Berlin       | 2026-10-24T12:00 | 25T03:00+01:00 26T03:00+01:00
            30 */2 * * *      | Europe/Berlin       | 2026-10-25T01:00 | 25T02:30+02:00 25T02:30+01:00 25T04:30+01:00
            0 * * * *         | Europe/Berlin       | 2026-10-25T01:30 | 25T02:00+02:00 25T02:00+01:00 25T03:00+01:00
            0 0-23 * * *      | Europe/Berlin       | 2026-10-25T01:30 | 25T02:00+02:00 25T03:00+01:00
            # America/New_York 2026: 8 March 02:00 becomes 03:00, 1 November 02:00 becomes 01:00
            30 2 * * 0        | America/New_York    | 2026-03-01T12:00 | 08T03:00-04:00 15T02:30-04:00
            30 1 * * *        | America/New_York    | 2026-10-31T12:00 | 01T01:30-04:00 02T01:30-05:00
            30 1 1 * *        | America/New_York    | 2026-10-31T12:00 | 01T01:30-04:00 01T01:30-05:00
            59 1 * * *        | America/New_York    | 2026-11-01T00:00 | 01T01:59-04:00 02T01:59-05:00
            # Australia/Lord_Howe 2026: 4 October 02:00 becomes 02:30, 5 April 02:00 becomes 01:30
            15 2 * * *        | Australia/Lord_Howe | 2026-10-03T12:00 | 04T02:30+11:00 05T02:15+11:00
            30 2 * * *        | Australia/Lord_Howe | 2026-10-03T12:00 | 04T02:30+11:00 05T02:30+11:00
            45 1 * * *        | Australia/Lord_Howe | 2026-04-04T12:00 | 05T01:45+11:00 06T01:45+10:30
            */20 * * * *      | Australia/Lord_Howe | 2026-04-05T01:30 | 05T01:40+11:00 05T01:40+10:30 05T02:00+10:30
            */20 * * * *      | Australia/Lord_Howe | 2026-10-04T01:30 | 04T01:40+10:30 04T02:40+11:00
            # Africa/Casablanca 2026: 15 February 03:00 becomes 02:00, 22 March 02:00 becomes 03:00
            30 2 * * *        | Africa/Casablanca   | 2026-02-14T12:00 | 15T02:30+01:00 16T02:30+00:00
            30 2 * * *        | Africa/Casablanca   | 2026-03-21T12:00 | 22T03:00+01:00 23T02:30+01:00
            # Asia/Kathmandu and UTC never change
            */30 2 * * *      | Asia/Kathmandu      | 2026-03-29T00:00 | 29T02:00+05:45 29T02:30+05:45 30T02:00+05:45
            30 2 * * *        | UTC                 | 2026-03-28T12:00 | 29T02:30Z 30T02:30Z
            # Pacific/Apia left out 30 December 2011, too much for cron to catch up
            30 2 * * *        | Pacific/Apia        | 2011-12-29T00:00 | 29T02:30-10:00 31T02:30+14:00
            # Africa/Cairo 2026: 24 April 00:00 becomes 01:00
            @daily            | Africa/Cairo        | 2026-04-23T12:00 | 24T01:00+03:00 25T00:00+03:00
            """)
    void runsWhenCronRuns(String text, String zone, LocalDateTime after, String runs) {
        var schedule = new Schedule.Cron(CronExpression.parse(text), ZoneId.of(zone));
        var expected = List.of(runs.split(" ", -1));
        assertThat(times(schedule, after, expected.size())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT15M | Europe/Berlin       | 2026-10-25T02:40 | 25T02:45+02:00 25T02:00+01:00 25T02:15+01:00
            PT1H  | Europe/Berlin       | 2026-10-25T01:40 | 25T02:00+02:00 25T02:00+01:00 25T03:00+01:00
            PT2H  | Europe/Berlin       | 2026-10-25T01:40 | 25T02:00+02:00 25T04:00+01:00
            PT2H  | Europe/Berlin       | 2026-03-29T00:10 | 29T03:00+02:00 29T04:00+02:00
            PT90M | Europe/Berlin       | 2026-03-29T00:10 | 29T01:30+01:00 29T03:00+02:00 29T04:30+02:00
            PT24H | Africa/Cairo        | 2026-04-23T12:00 | 24T01:00+03:00 25T00:00+03:00
            PT20M | Australia/Lord_Howe | 2026-10-04T01:30 | 04T01:40+10:30 04T02:40+11:00
            PT7M  | Europe/Berlin       | 2026-10-25T02:58 | 25T02:05+01:00 25T02:12+01:00
            P2D   | Europe/Berlin       | 2026-10-24T12:00 | 26T11:00+01:00 28T11:00+01:00
            """)
    void keepsIntervalsByTheClockWhereItCan(Duration interval, String zone, LocalDateTime after, String runs) {
        var expected = List.of(runs.split(" ", -1));
        var every = new Schedule.Every(interval, ZoneId.of(zone));
        assertThat(times(every, after, expected.size())).isEqualTo(expected);
    }

    @Test
    void anIntervalsExpressionHasTheSameRuns() {
        var zone = ZoneId.of("Europe/Berlin");
        var after = Instant.parse("2026-01-01T00:00:30Z");
        int equal = 0;
        for (int minutes = 1; minutes <= 1500; minutes++) {
            var every = new Schedule.Every(Duration.ofMinutes(minutes), zone);
            var expression = every.expression();
            if (expression.isPresent()) {
                equal++;
                assertThat(Upcoming.of(every, after).limit(1000))
                        .as("%d minutes", minutes)
                        .isEqualTo(Upcoming.of(new Schedule.Cron(expression.get(), zone), after)
                                .limit(1000)
                                .toList());
            }
        }
        assertThat(equal).isEqualTo(12 + 7);
        assertThat(new Schedule.Every(Duration.ofSeconds(90), zone).byClock()).isFalse();
        assertThat(new Schedule.Every(Duration.ofMinutes(90), zone).byClock()).isTrue();
        assertThat(new Schedule.Every(Duration.ofMinutes(90), zone).expression())
                .isEmpty();
    }

    @Test
    void reachesRareDatesAndEndsAtThoseThatNeverCome() {
        assertThat(Upcoming.of(cron("0 0 29 2 *", "UTC"), Instant.parse("2096-03-01T00:00:00Z"))
                        .findFirst())
                .hasValue(Instant.parse("2104-02-29T00:00:00Z"));
        assertThat(Upcoming.of(cron("0 0 29 2 */7", "Europe/Berlin"), Instant.parse("2026-01-01T00:00:00Z"))
                        .limit(2))
                .containsExactly(Instant.parse("2032-02-28T23:00:00Z"), Instant.parse("2060-02-28T23:00:00Z"));
        for (var zone : List.of("UTC", "Europe/Berlin", "Africa/Casablanca")) {
            assertThat(Upcoming.of(cron("0 0 31 4,6,9,11 *", zone), Instant.EPOCH))
                    .isEmpty();
        }
    }

    @Test
    void isStrictlyLater() {
        var run = Instant.parse("2026-11-25T02:30:00Z");
        var daily = cron("30 2 * * *", "UTC");
        assertThat(Upcoming.of(daily, run).findFirst()).hasValue(run.plus(Duration.ofDays(1)));
        assertThat(Upcoming.of(daily, run.minusNanos(1)).findFirst()).hasValue(run);
        var jump = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(Upcoming.of(cron("30 2 * * *", "Europe/Berlin"), jump).findFirst())
                .hasValue(Instant.parse("2026-03-30T00:30:00Z"));
    }

    private static Schedule cron(String text, String zone) {
        return new Schedule.Cron(CronExpression.parse(text), ZoneId.of(zone));
    }

    private static List<String> times(Schedule schedule, LocalDateTime after, int count) {
        var from = after.atZone(schedule.zone()).toInstant();
        return Upcoming.of(schedule, from)
                .limit(count)
                .map(time -> time.atZone(schedule.zone()).format(SHORT))
                .map(text -> text.replace("+00:00", schedule.zone().getId().equals("UTC") ? "Z" : "+00:00"))
                .toList();
    }
}
