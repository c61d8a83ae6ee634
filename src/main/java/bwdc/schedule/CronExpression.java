package bwdc.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A cron expression in the language of Debian's crontab(5).
 *
 * @param text as it was typed
 * @param dayOfWeek 0 is Sunday; 7 has become 0
 */
public record CronExpression(
        String text, CronField minute, CronField hour, CronField dayOfMonth, CronField month, CronField dayOfWeek) {

    /** Whether it runs at some time of that day: day of month or weekday, both when one of them begins with a star. */
    public boolean matchesDay(LocalDate date) {
        boolean day = dayOfMonth.has(date.getDayOfMonth());
        boolean weekday = dayOfWeek.has(date.getDayOfWeek().getValue() % 7);
        return month.has(date.getMonthValue())
                && (dayOfMonth.star() || dayOfWeek.star() ? day && weekday : day || weekday);
    }

    /** Whether a clock that shows this time makes it run. */
    public boolean matches(LocalDateTime time) {
        return minute.has(time.getMinute()) && hour.has(time.getHour()) && matchesDay(time.toLocalDate());
    }
}
