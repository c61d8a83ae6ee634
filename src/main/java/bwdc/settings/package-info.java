/**
 * data.json: its keys, reading, migrating, locking and writing it safely, and the settings that come from it or from the environment.
 */
@NullMarked
package bwdc.settings;

import org.jspecify.annotations.NullMarked;
