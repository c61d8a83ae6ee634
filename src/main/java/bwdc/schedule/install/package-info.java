/**
 * Puts jobs on this machine and takes them away again: accounts, files, crontabs, rights, and the checks that all of it will
 * work at night. What a scheduler must be told is decided in its own package; here it is only carried out.
 */
@NullMarked
package bwdc.schedule.install;

import org.jspecify.annotations.NullMarked;
