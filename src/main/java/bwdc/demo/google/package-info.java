/**
 * A Google Workspace account on loopback that is as strict as Google: its sign-in with signed assertions, and the lists of
 * users, groups and members of its Directory API. Nothing that reads directories belongs here.
 */
@NullMarked
package bwdc.demo.google;

import org.jspecify.annotations.NullMarked;
