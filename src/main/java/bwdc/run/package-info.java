/**
 * One run from lock to saved state: read, plan, apply, commit.
 */
@NullMarked
package bwdc.run;

import org.jspecify.annotations.NullMarked;
