/**
 * Signing in to Bitwarden and its public API: what is sent and what the answers mean. What an organization should become is decided elsewhere.
 */
@NullMarked
package bwdc.bitwarden;

import org.jspecify.annotations.NullMarked;
