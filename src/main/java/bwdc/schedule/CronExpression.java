package bwdc.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cron expression in the language of Debian's crontab(5).
 *
 * @param text as it was typed
 * @param dayOfWeek 0 is Sunday; 7 has become 0
 */
public record CronExpression(
        String text, CronField minute, CronField hour, CronField dayOfMonth, CronField month, CronField dayOfWeek) {

    /**
     * Reads what Debian's cron reads, names in lists and ranges included, though its manual page says otherwise. Refused on
     * purpose, because cron takes it and then does something else or nothing: {@code @reboot}, ranges that run backwards
     * ({@code 22-2} never runs there), letters behind a complete value ({@code 5.30} is 5 there), numbers that overflow.
     *
     * @throws bwdc.fault.Fault with exit code 2, the expression and a caret below the place
     */
    public static CronExpression parse(String text) {
        var fields = CronText.expanded(text);
        fields.checkCount();
        return new CronExpression(
                text,
                CronFieldParser.parse(fields, CronUnit.MINUTE),
                CronFieldParser.parse(fields, CronUnit.HOUR),
                CronFieldParser.parse(fields, CronUnit.DAY_OF_MONTH),
                CronFieldParser.parse(fields, CronUnit.MONTH),
                CronFieldParser.parse(fields, CronUnit.DAY_OF_WEEK));
    }

    /** The five fields as text, also for a shortcut such as {@code @daily}. */
    public List<String> fields() {
        var typed = CronText.expanded(text);
        return Stream.of(CronUnit.values()).map(typed::field).toList();
    }

    /**
     * Whether it is one of cron(8)'s fixed-time jobs, which are not lost and not repeated when clocks change: neither its
     * minute nor its hour begins with a star.
     */
    public boolean fixedTime() {
        return !minute.star() && !hour.star();
    }

    /** Whether day of month and weekday must match, as they must when one of them begins with a star. */
    boolean needsBothDays() {
        return dayOfMonth.star() || dayOfWeek.star();
    }

    /** Whether it runs at some time of that day: day of month or weekday, or both. */
    public boolean matchesDay(LocalDate date) {
        boolean day = dayOfMonth.has(date.getDayOfMonth());
        boolean weekday = dayOfWeek.has(date.getDayOfWeek().getValue() % 7);
        return month.has(date.getMonthValue()) && (needsBothDays() ? day && weekday : day || weekday);
    }

    /** Whether a clock that shows this time makes it run. */
    public boolean matches(LocalDateTime time) {
        return minute.has(time.getMinute()) && hour.has(time.getHour()) && matchesDay(time.toLocalDate());
    }
}
