/**
 * A sample company in an embedded directory and an embedded organization: the demo, and the stand-ins of the tests.
 */
@NullMarked
package bwdc.demo;

import org.jspecify.annotations.NullMarked;
