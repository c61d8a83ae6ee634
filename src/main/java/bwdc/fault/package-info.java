/**
 * The one exception thrown on purpose and the exit codes. Nothing here knows what went wrong, only how it is told.
 */
@NullMarked
package bwdc.fault;

import org.jspecify.annotations.NullMarked;
