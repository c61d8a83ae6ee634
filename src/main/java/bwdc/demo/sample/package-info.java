/** The sample company of demonstrations and tests, and what every directory that holds it can do. */
@NullMarked
package bwdc.demo.sample;

import org.jspecify.annotations.NullMarked;
