package bwdc.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5           | 5                                       | false
            1,5,9       | 1 5 9                                   | false
            8-11        | 8 9 10 11                               | false
            1-9/2       | 1 3 5 7 9                               | false
            5-5         | 5                                       | false
            1-3,7-9     | 1 2 3 7 8 9                             | false
            */15        | 0 15 30 45                              | true
            */7         | 0 7 14 21 28 35 42 49 56                | true
            */90        | 0                                       | true
            50-59/5,007 | 7 50 55                                 | false
            */30,5      | 0 5 30                                  | true
            5,*/30      | 0 5 30                                  | false
            """)
    void readsMinutes(String field, String values, boolean star) {
        var minute = CronExpression.parse(field + " * * * *").minute();
        assertThat(words(minute)).isEqualTo(values);
        assertThat(minute.star()).isEqualTo(star);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0             | 0
            7             | 0
            5-7           | 0 5 6
            0-7           | 0 1 2 3 4 5 6
            1-7/2         | 0 1 3 5
            */2           | 0 2 4 6
            */7           | 0
            sun           | 0
            SUN,Mon-FRI/2 | 0 1 3 5
            tue,thu       | 2 4
            mon-5         | 1 2 3 4 5
            """)
    void readsDaysOfTheWeek(String field, String values) {
        assertThat(words(CronExpression.parse("0 0 * * " + field).dayOfWeek())).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jan       | 1
            Jan-MAR,8 | 1 2 3 8
            */5       | 1 6 11
            """)
    void readsMonths(String field, String values) {
        assertThat(words(CronExpression.parse("0 0 * " + field + " *").month())).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "@hourly,0 * * * *",
        "@daily,0 0 * * *",
        "@midnight,0 0 * * *",
        "@weekly,0 0 * * 0",
        "@monthly,0 0 1 * *",
        "@yearly,0 0 1 1 *",
        "@annually,0 0 1 1 *"
    })
    void knowsTheShortcuts(String shortcut, String fields) {
        var short1 = CronExpression.parse("  " + shortcut + "\t");
        var full = CronExpression.parse(fields);
        assertThat(List.of(short1.minute(), short1.hour(), short1.dayOfMonth(), short1.month(), short1.dayOfWeek()))
                .isEqualTo(List.of(full.minute(), full.hour(), full.dayOfMonth(), full.month(), full.dayOfWeek()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 25 * * *       | the hour is wrong: 25 is not in 0-23                             | 2 | 2
            60 * * * *       | the minute is wrong: 60 is not in 0-59                           | 0 | 2
            0 0 0 * *        | the day of month is wrong: 0 is not in 1-31                      | 4 | 1
            0 0 * 13 *       | the month is wrong: 13 is not in 1-12                            | 6 | 2
            0 0 * * 1,8      | the day of week is wrong: 8 is not in 0-7                        | 10 | 1
            1-60 * * * *     | the minute is wrong: 60 is not in 0-59                           | 2 | 2
            5/15 * * * *     | the minute is wrong: a step needs a range or a star before it    | 1 | 3
            */0 * * * *      | the minute is wrong: a step is a whole number above 0            | 2 | 1
            */ * * * *       | the minute is wrong: a step is a whole number above 0            | 2 | 1
            */mon * * * *    | the minute is wrong: a step is a whole number above 0            | 2 | 3
            1,,2 * * * *     | the minute is wrong: a value is missing                          | 2 | 1
            1, * * * *       | the minute is wrong: a value is missing                          | 2 | 1
            5- * * * *       | the minute is wrong: a value is missing                          | 2 | 1
            5.30 * * * *     | the minute is wrong: '.' is not expected                         | 1 | 1
            *5 * * * *       | the minute is wrong: '5' is not expected                         | 1 | 1
            jan * * * *      | the minute is wrong: 'jan' is no number                          | 0 | 3
            0 0 * * monday   | the day of week is wrong: names have three letters               | 8 | 6
            0 0 * foo *      | the month is wrong: 'foo' is no number or name                   | 6 | 3
            0 22-2 * * *     | the hour is wrong: the range runs backwards, from 22 to 2        | 2 | 4
            0 0 ? * 1        | the day of month is wrong: '?' is not expected                   | 4 | 1
            0 0 L * *        | the day of month is wrong: 'L' is not expected                   | 4 | 1
            4294967296 * * * * | the minute is wrong: '4294967296' is no number                 | 0 | 10
            0 0 * *          | it has no day of week                                            | 8 | 1
            0 0 * * * *      | there are more than five fields                                  | 10 | 1
            @reboot          | @reboot is no time: it runs once when the machine starts         | 0 | 7
            @Daily           | cron does not know @Daily                                        | 0 | 6
            @daily x         | nothing may follow @daily                                        | 7 | 1
            """)
    void showsThePlaceThatIsWrong(String text, String sentence, int column, int width) {
        var fault = refused(text);
        assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(fault.sentence()).isEqualTo("cannot read the schedule: " + sentence);
        assertThat(fault.details()).containsExactly(text, " ".repeat(column) + "^".repeat(width));
        assertThat(fault.hint()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5/15 * * * *    | write 5-59/15 or */15
            0 22-2 * * *    | write 22-23,0-2 or 2-22
            0 0 * * sat-sun | write 6-7 or 0-6
            0 0 * * fri-mon | write 5-7,1 or 1-5
            0 0 * * Tuesday | write tue
            0 0 * * 9       | the day of week is 0-7 (0 and 7 are Sunday) or sun-sat, as * or a list of values and ranges, such as 1,5 or 1-5 or 1-5/2 or */2
            """)
    void saysWhatToWrite(String text, String hint) {
        assertThat(refused(text).hint()).hasValue(hint);
    }

    @Test
    void writesNothingOddToTheTerminal() {
        assertThat(refused("\t0 \u001b[2J * * *").details().getFirst()).isEqualTo(" 0 ?[2J * * *");
        assertThat(refused("").sentence()).endsWith("it is empty");
    }

    @Test
    void runsOnEitherDayUnlessOneBeginsWithAStar() {
        assertThat(days("0 0 13 * 5")).containsExactly(6, 13, 20, 27);
        assertThat(days("0 0 1,15 * 1")).containsExactly(1, 2, 9, 15, 16, 23);
        assertThat(days("0 0 */2 * 1")).containsExactly(9, 23);
        assertThat(days("0 0 13-19 * */6")).containsExactly(14, 15);
        assertThat(days("0 0 31 * *")).isEmpty();
    }

    @Test
    void jobsWithoutAStarInMinuteAndHourAreFixed() {
        assertThat(CronExpression.parse("0 0-23 * * *").fixedTime()).isTrue();
        assertThat(CronExpression.parse("@weekly").fixedTime()).isTrue();
        assertThat(CronExpression.parse("*/30 2 * * *").fixedTime()).isFalse();
        assertThat(CronExpression.parse("@hourly").fixedTime()).isFalse();
    }

    /** The days of February 2026, which begins on a Sunday. */
    private static List<Integer> days(String text) {
        var expression = CronExpression.parse(text);
        return java.time.LocalDate.of(2026, 2, 1)
                .datesUntil(java.time.LocalDate.of(2026, 3, 1))
                .filter(expression::matchesDay)
                .map(java.time.LocalDate::getDayOfMonth)
                .toList();
    }

    private static Fault refused(String text) {
        return catchThrowableOfType(Fault.class, () -> CronExpression.parse(text));
    }

    private static String words(CronField field) {
        return String.join(" ", field.values().stream().map(Object::toString).toList());
    }
}
