/**
 * When runs happen, and what a scheduler must be told about it: the language of cron, and jobs. Each scheduler has a package
 * of its own below, which turns a job into files and commands without touching the machine.
 */
@NullMarked
package bwdc.schedule;

import org.jspecify.annotations.NullMarked;
