package bwdc.schedule.systemd;

import bwdc.host.Durations;
import bwdc.schedule.Schedule;
import bwdc.schedule.ScheduledJob;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** The timer of a job. */
final class TimerText {
    private static final Duration SOON = Duration.ofMinutes(15);

    private TimerText() {}

    static String of(ScheduledJob job) {
        return """
                # When the job "%s" runs: %s.
                # Made by `bwdc schedule add %s`. `systemctl list-timers` shows the next run.

                [Unit]
                Description=Directory into Bitwarden: when the job %s runs

                [Timer]
                %s# To the second; otherwise systemd may take a minute to start several timers at once.
                AccuracySec=1s
                %s
                [Install]
                WantedBy=timers.target
                """.formatted(
                        job.name(), words(job.schedule()), job.name(), job.name(), times(job.schedule()), jitter(job));
    }

    private static String words(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Cron(var expression, var zone) ->
                "\"" + String.join(" ", expression.fields()) + "\" in " + zone;
            case Schedule.Every(var interval, var zone) -> "every " + Durations.words(interval);
        };
    }

    private static String times(Schedule schedule) {
        return Calendar.of(schedule).map(calendar -> times(calendar, schedule)).orElseGet(() -> interval(schedule));
    }

    private static String times(Calendar calendar, Schedule schedule) {
        var values = calendar.values();
        return "# " + clock(calendar.zone(), schedule.zone())
                + (values.size() > 1 ? "; one of these lines is enough.\n" : ".\n")
                + values.stream().map(value -> "OnCalendar=" + value + "\n").collect(Collectors.joining())
                + "# A run that was missed while the machine was off comes when it is on again.\nPersistent=true\n";
    }

    private static String clock(ZoneId used, ZoneId wanted) {
        if (used.equals(wanted)) {
            return "Times of this zone's clock, whatever the zone of the machine";
        }
        return used.equals(Calendar.UTC)
                ? "In UTC, so that no run is left out when clocks are set back"
                : "In " + used + ", which has the clock of " + wanted
                        + " and a summer time that systemd can reckon with";
    }

    private static String interval(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Every(var interval, var zone) ->
                "# The first run, after the timer was added or the machine started.\n"
                        + "OnActiveSec=" + Durations.words(first(interval)) + "\n"
                        + "# All others, counted from the start of the last.\n"
                        + "OnUnitActiveSec=" + Durations.words(interval) + "\n";
            case Schedule.Cron cron -> throw new IllegalStateException("always a calendar: " + cron);
        };
    }

    /** A machine that is switched off each night would never get to an interval of two days otherwise. */
    static Duration first(Duration interval) {
        return interval.compareTo(SOON) < 0 ? interval : SOON;
    }

    private static String jitter(ScheduledJob job) {
        return job.jitter().isPositive()
                ? "# Each machine waits a time of its own, always the same, so that not all come at once.\n"
                        + "RandomizedDelaySec=" + Durations.words(job.jitter()) + "\nFixedRandomDelay=true\n"
                : "";
    }
}
