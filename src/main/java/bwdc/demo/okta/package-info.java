/**
 * A stand-in for Okta: users, groups, filters, pages, limits and both sign-ins as Okta documents them, each request checked
 * as strictly as Okta would. What a directory source does with it does not belong here.
 */
@NullMarked
package bwdc.demo.okta;

import org.jspecify.annotations.NullMarked;
