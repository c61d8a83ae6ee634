/**
 * The command line: one file per command, the table of commands, and how results are printed.
 */
@NullMarked
package bwdc.cli;

import org.jspecify.annotations.NullMarked;
