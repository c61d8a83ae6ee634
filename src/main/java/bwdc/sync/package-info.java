/**
 * From a snapshot to a plan: pure, no I/O and no clock.
 */
@NullMarked
package bwdc.sync;

import org.jspecify.annotations.NullMarked;
