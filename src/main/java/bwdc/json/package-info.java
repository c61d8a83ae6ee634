/**
 * JSON as plain values, read with places in its errors and written as JavaScript's JSON.stringify writes it, because files and hashes must be equal to the byte.
 */
@NullMarked
package bwdc.json;

import org.jspecify.annotations.NullMarked;
