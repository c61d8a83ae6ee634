/**
 * launchd, the scheduler of macOS: a property list and the commands that load it. Nothing here touches a machine.
 */
@NullMarked
package bwdc.schedule.launchd;

import org.jspecify.annotations.NullMarked;
