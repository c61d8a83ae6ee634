/** A stand-in for OneLogin, for demonstrations and tests. It follows OneLogin's documentation of version 1 of its API. */
@NullMarked
package bwdc.demo.onelogin;

import org.jspecify.annotations.NullMarked;
