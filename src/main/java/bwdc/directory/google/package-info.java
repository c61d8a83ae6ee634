/**
 * Google Workspace as a directory: users, groups and members of the Directory API, read as an administrator by a service
 * account with domain-wide delegation. What Google's APIs share with those of other vendors belongs to
 * {@code directory.cloud}.
 */
@NullMarked
package bwdc.directory.google;

import org.jspecify.annotations.NullMarked;
