/**
 * What the sources of cloud directories share: requests to one vendor's API with a credential, several at once, and what
 * the reference does with all of their users and groups. It knows no vendor.
 */
@NullMarked
package bwdc.directory.cloud;

import org.jspecify.annotations.NullMarked;
