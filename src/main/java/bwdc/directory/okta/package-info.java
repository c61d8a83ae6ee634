/**
 * Okta: its API, its two ways to sign in, its limits and how much of them is used, and what of it stays the same from one
 * read to the next. No other directory belongs here.
 */
@NullMarked
package bwdc.directory.okta;

import org.jspecify.annotations.NullMarked;
