/**
 * Jobs for cron(8): lines for a crontab or a file in /etc/cron.d, times moved into the zone of the machine where cron knows
 * no other, and crontabs with other people's lines. Running crontab(1) and cron.allow belong elsewhere.
 */
@NullMarked
package bwdc.schedule.cron;

import org.jspecify.annotations.NullMarked;
