/** The program itself: {@code Main} wires it, {@code Catalog} lists the directory sources. */
@NullMarked
package bwdc;

import org.jspecify.annotations.NullMarked;
