package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 2 * * *             | At 02:30, every day
            */15 * * * *           | Every 15 minutes
            0 0 * * 2              | At 00:00 on Tuesdays
            0 4 13 * 5             | At 04:00 on day 13 of the month or on Fridays
            * * * * *              | Every minute
            */7 * * * *            | At minutes 0, 7, 14 and so on up to 56 of every hour
            0 * * * *              | Every hour, on the hour
            5 * * * *              | At minute 5 of every hour
            5,35 * * * *           | At minutes 5 and 35 of every hour
            0 */2 * * *            | Every 2 hours, starting at 00:00
            0 */2 * * 2            | Every 2 hours, starting at 00:00, on Tuesdays
            15 3-23/6 * * *        | At 03:15, 09:15, 15:15 and 21:15, every day
            0 8-17 * * 1-5         | Every hour from 08:00 to 17:00, Monday to Friday
            */15 8-17 * * mon-fri  | Every 15 minutes from 08:00 to 17:45, Monday to Friday
            * 2 * * *              | Every minute from 02:00 to 02:59
            */20 2,4,6 * * *       | Every 20 minutes in the hours 2, 4 and 6
            0,20 1-9 * * *         | At minutes 0 and 20 of the hours 1 to 9, every day
            0 1-3,7,11-13 * * *    | At minute 0 of the hours 1 to 3, 7 and 11 to 13, every day
            0 0 1 1 *              | At 00:00 on 1 January
            0 0 1,15 * *           | At 00:00 on days 1 and 15 of the month
            0 0 1-7 * */7          | At 00:00 on days 1 to 7 of the month that fall on a Sunday
            0 0 */2 * 1            | At 00:00 on days 1, 3, 5 and so on up to 31 of the month that fall on a Monday
            0 0 13 * */5           | At 00:00 on day 13 of the month if it is a Friday or Sunday
            0 0 1 */3 *            | At 00:00 on day 1 of January, April, July and October
            0 0 * 6-8 *            | At 00:00, every day from June to August
            0 12 13 6 mon-wed      | At 12:00 on day 13 of the month or from Monday to Wednesday, in June
            */10 * * 1,7 *         | Every 10 minutes, in January and July
            0 6 * 12 6,0           | At 06:00 on Saturdays and Sundays, in December
            0 0 1-31 * 5           | At 00:00, every day
            @hourly                | Every hour, on the hour
            @weekly                | At 00:00 on Sundays
            """)
    void saysItInEnglish(String expression, String words) {
        assertThat(Explanation.of(new Schedule.Cron(CronExpression.parse(expression), ZONE)))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT15M | Every 15 minutes, counted from midnight
            PT1H  | Every hour, counted from midnight
            PT90M | Every 90 minutes, counted from midnight
            PT24H | At 00:00, every day
            PT7M  | Every 7 minutes, counted from the last start
            PT90S | Every 90 seconds, counted from the last start
            P2D   | Every 2 days, counted from the last start
            """)
    void saysWhereIntervalsCountFrom(Duration interval, String words) {
        assertThat(Explanation.of(new Schedule.Every(interval, ZONE))).isEqualTo(words);
    }
}
