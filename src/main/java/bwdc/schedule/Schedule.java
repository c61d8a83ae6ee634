package bwdc.schedule;

import java.time.Duration;
import java.time.ZoneId;

/** When a job runs. */
public sealed interface Schedule {
    /** Again and again, so long after the last start. */
    record Every(Duration interval) implements Schedule {}

    /** At the times of a cron expression, as clocks in that zone show them. */
    record Cron(CronExpression expression, ZoneId zone) implements Schedule {}
}
