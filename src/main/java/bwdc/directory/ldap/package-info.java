/**
 * Reads LDAP directories, Active Directory among them.
 */
@NullMarked
package bwdc.directory.ldap;

import org.jspecify.annotations.NullMarked;
