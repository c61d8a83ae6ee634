/** Servers of this machine that stand in for others: what they are asked, what they answer, and the HTTPS around it. */
@NullMarked
package bwdc.demo.loopback;

import org.jspecify.annotations.NullMarked;
