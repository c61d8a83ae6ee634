/**
 * Kubernetes: a CronJob with the volume that it keeps its state in, and how its scheduler reads cron. Nothing here talks to a
 * cluster.
 */
@NullMarked
package bwdc.schedule.kubernetes;

import org.jspecify.annotations.NullMarked;
