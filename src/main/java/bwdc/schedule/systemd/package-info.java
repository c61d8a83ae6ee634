/**
 * Jobs for systemd: a service and a timer, quoted as its manual pages say, and how its calendar treats the nights when clocks
 * change. Running systemctl(1) and systemd-creds(1) belongs elsewhere.
 */
@NullMarked
package bwdc.schedule.systemd;

import org.jspecify.annotations.NullMarked;
