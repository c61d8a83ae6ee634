/**
 * Windows Task Scheduler: a task as XML, the batch file that it runs, and a PowerShell script that installs both. Nothing here
 * touches a machine.
 */
@NullMarked
package bwdc.schedule.windows;

import org.jspecify.annotations.NullMarked;
