/** Tests of the program as a whole. */
@NullMarked
package bwdc;

import org.jspecify.annotations.NullMarked;
