package bwdc.schedule.windows;

import bwdc.schedule.EvenIntervals;
import bwdc.schedule.Schedule;
import bwdc.schedule.Timetable;
import java.time.Duration;

/** What to ask for when Task Scheduler cannot keep a schedule. */
final class Nearest {
    private static final Duration LONGEST = Duration.ofDays(31);

    private Nearest() {}

    static String interval(Duration interval) {
        if (interval.compareTo(LONGEST) > 0) {
            return "--every 744h is the longest; a date in --at reaches further";
        }
        long minutes = Math.max(1, (interval.toSeconds() + 30) / 60);
        return "--every " + minutes + "m works, and so do intervals that divide a day: "
                + EvenIntervals.nearest(interval);
    }

    /** The same hours and days with evenly spaced minutes, about as many: these always fit. */
    static String evenMinutes(Schedule schedule, Timetable table) {
        int minutes = table.minutes().size();
        int step = 60;
        while (step > 1 && (60 % step != 0 || step * minutes > 60)) {
            step--;
        }
        var rest = schedule instanceof Schedule.Cron cron ? rest(cron) : " * * * *";
        return "evenly spaced minutes need one trigger an hour or less: --at '" + (step == 60 ? "0" : "*/" + step)
                + rest + "'";
    }

    private static String rest(Schedule.Cron cron) {
        var text = cron.expression().text().strip();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(end).replaceAll("\\s+", " ");
    }
}
