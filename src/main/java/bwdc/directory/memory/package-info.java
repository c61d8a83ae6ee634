/**
 * What a directory was like when it was read last, entry by entry, and what becomes of that when some entries change.
 * No protocol and no files: a source brings the changes, a run keeps the bytes.
 */
@NullMarked
package bwdc.directory.memory;

import org.jspecify.annotations.NullMarked;
