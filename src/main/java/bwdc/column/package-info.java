/**
 * Many things of one kind as columns of numbers and one heap of texts, and both as bytes: what is large, is read at every
 * run, and of which a run needs only a little. Nothing here knows what the columns mean.
 */
@NullMarked
package bwdc.column;

import org.jspecify.annotations.NullMarked;
