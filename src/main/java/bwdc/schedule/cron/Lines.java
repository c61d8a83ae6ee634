package bwdc.schedule.cron;

import bwdc.schedule.CronExpression;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The times of a job as cron is told them.
 *
 * @param zone for CRON_TZ; empty when they are times of the machine's clock
 * @param moved whether they are not those of the schedule but the same ones in the machine's zone
 */
record Lines(Optional<ZoneId> zone, List<CronExpression> expressions, boolean moved) {}
