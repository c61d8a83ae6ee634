/** What tests need of a machine: real servers, stand-ins, hosts. */
@NullMarked
package bwdc.testkit;

import org.jspecify.annotations.NullMarked;
