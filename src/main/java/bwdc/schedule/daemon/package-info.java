/**
 * A scheduler of our own: waits in the foreground and runs a sync when one is due, each in a process of its own. Knows
 * clocks, signals and systemd; what a run does, and where settings come from, it is told.
 */
@NullMarked
package bwdc.schedule.daemon;

import org.jspecify.annotations.NullMarked;
