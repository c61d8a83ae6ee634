/**
 * What every directory source is: users, groups, a snapshot read whole. No protocol belongs here.
 */
@NullMarked
package bwdc.directory;

import org.jspecify.annotations.NullMarked;
