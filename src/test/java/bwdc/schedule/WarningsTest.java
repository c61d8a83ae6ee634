package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20 4 * * *       | UTC           |
            */15 * * * *     | Europe/Berlin |
            @hourly          | Europe/Berlin |
            20 4 * * 5       | Europe/Berlin |
            */7 * * * *      | UTC           | uneven-step
            0-59/7 * * * *   | UTC           | uneven-step
            0,7,14 * * * *   | UTC           |
            1-50/7 * * * *   | UTC           |
            20 4 */2 * *     | UTC           | uneven-step
            20 4 * * */2     | UTC           | uneven-step
            20 4 * */3 *     | UTC           |
            */60 * * * *     | UTC           | uneven-step
            20 4 13 * 5      | UTC           | either-day
            20 4 1-31 * 5    | UTC           | either-day
            20 4 1-7 * */6   | UTC           | uneven-step both-days
            20 4 31 * *      | UTC           | short-months
            20 4 29-31 1 *   | UTC           |
            20 4 30 2 *      | UTC           | never
            20 4 31 4,6 *    | Europe/Berlin | never
            20 4 29 2 *      | UTC           | seldom
            0 0 * * 2        | UTC           | midnight
            @daily           | UTC           | midnight
            0 */6 * * *      | UTC           | midnight
            5 0 * * *        | UTC           |
            30 2 * * *       | Europe/Berlin | clock-change clock-change
            */15 2 * * *     | Europe/Berlin | clock-change clock-change
            20 0-23 * * *    | Europe/Berlin | clock-change clock-change
            30 2 * * *       | Asia/Kathmandu |
            30 1 * * *       | America/New_York | clock-change
            20 4 * * *       | Europe/Berlin |
            """)
    void findsWhatSurprises(String expression, String zone, String names) {
        assertThat(warnings(expression, zone).stream().map(Warning::name))
                .containsExactly(names == null ? new String[0] : names.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */7 * * * *   | */7 is not every 7 minutes: after minute 56 comes minute 0, 4 minutes later.
            20 */5 * * *  | */5 is not every 5 hours: after 20:00 comes 00:00, 4 hours later.
            20 4 */2 * *  | */2 is not every 2 days: it begins anew each month, so that after day 31 comes day 1.
            20 4 * */5 *  | */5 is not every 5 months: after November comes January, 2 months later.
            20 4 * * */2  | */2 is not every 2 days: after Saturday comes Sunday, 1 day later.
            */90 * * * *  | */90 means minute 0 only: the step is as long as the field.
            20 4 13 * 5   | It runs on day 13 of the month and also on Fridays: cron wants one of the two, not both.
            20 4 29 2 *   | Its date is rare: it runs next on 2028-02-29.
            0 0 * * 2     | At 00:00 everybody's jobs start at once; an odd minute is kinder: 17 0 * * 2
            30 2 * * *    | On Sun 2026-03-29 clocks in Europe/Berlin go from 02:00 to 03:00: what is due at 02:30 runs right after the jump, at 03:00, once.
            0-50/10 2 * * * | On Sun 2026-03-29 clocks in Europe/Berlin go from 02:00 to 03:00: what is due from 02:00 on runs right after the jump, at 03:00, once.
            */30 2 * * *  | On Sun 2026-03-29 clocks in Europe/Berlin go from 02:00 to 03:00: what is due at 02:00 and 02:30 is left out, because minute or hour begins with a star.
            30 2 1-25 * * | On Sun 2026-10-25 clocks in Europe/Berlin go back from 03:00 to 02:00: what is due at 02:30 comes twice and runs the first time only.
            30 2 25 10 *  | On Sun 2026-10-25 clocks in Europe/Berlin go back from 03:00 to 02:00: what is due at 02:30 comes twice and runs the first time only.
            """)
    void saysWhatHappens(String expression, String text) {
        assertThat(warnings(expression, "Europe/Berlin").getFirst().text()).isEqualTo(text);
    }

    @Test
    void tellsOfRunsThatTakeLongerThanTheInterval() {
        var took = List.of(Duration.ofMinutes(3), Duration.ofMinutes(16), Duration.ofMinutes(4));
        var every = new Schedule.Every(Duration.ofMinutes(15), ZoneId.of("UTC"));
        assertThat(Warnings.of(every, NOW, took))
                .containsExactly(new Warning(
                        "overrun",
                        "Runs come as close as 15m, but of the last ones one took 16m: a run that meets another one ends with exit"
                                + " code 8."));
        assertThat(Warnings.of(every, NOW, List.of(Duration.ofMinutes(14)))).isEmpty();
        assertThat(Warnings.of(new Schedule.Every(Duration.ofMinutes(7), ZoneId.of("UTC")), NOW, took))
                .hasSize(1);
        // Twice a day, but close together.
        assertThat(Warnings.of(cron("20,30 4 * * *", "UTC"), NOW, took)).hasSize(1);
    }

    @Test
    void longIntervalsAreNamedAtChangesOfClocks() {
        var zone = ZoneId.of("Europe/Berlin");
        assertThat(Warnings.of(new Schedule.Every(Duration.ofHours(2), zone), NOW, List.of()))
                .hasSize(2);
        assertThat(Warnings.of(new Schedule.Every(Duration.ofHours(1), zone), NOW, List.of()))
                .isEmpty();
        assertThat(Warnings.of(new Schedule.Every(Duration.ofHours(5), zone), NOW, List.of()))
                .isEmpty();
    }

    private static List<Warning> warnings(String expression, String zone) {
        return Warnings.of(cron(expression, zone), NOW, List.of());
    }

    private static Schedule cron(String expression, String zone) {
        return new Schedule.Cron(CronExpression.parse(expression), ZoneId.of(zone));
    }
}
