/**
 * Secrets and where they are kept. What a secret is for belongs to its user.
 */
@NullMarked
package bwdc.secret;

import org.jspecify.annotations.NullMarked;
