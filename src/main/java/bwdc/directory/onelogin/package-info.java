/**
 * OneLogin: users, and roles as groups, over version 1 of its API, which is what the reference reads. What any vendor's
 * API needs (retries, origins, tokens) belongs to {@code cloud}.
 */
@NullMarked
package bwdc.directory.onelogin;

import org.jspecify.annotations.NullMarked;
