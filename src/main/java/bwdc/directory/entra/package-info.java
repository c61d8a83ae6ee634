/**
 * Microsoft Entra ID, read through Microsoft Graph: users, groups, their members, and who was removed. What every cloud
 * directory needs is not here but in {@code directory.cloud}.
 */
@NullMarked
package bwdc.directory.entra;

import org.jspecify.annotations.NullMarked;
