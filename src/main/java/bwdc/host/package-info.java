/**
 * The machine: environment, folders, clock, standard streams, terminal. The only package that may ask the operating system such things; no feature belongs here.
 */
@NullMarked
package bwdc.host;

import org.jspecify.annotations.NullMarked;
