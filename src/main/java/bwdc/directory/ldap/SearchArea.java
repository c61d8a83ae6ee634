package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;

/**
 * Where a read looks for whom.
 *
 * @param users what a user has to match, part by part
 * @param groups what a group has to match
 */
record SearchArea(
        List<String> userBases, List<String> groupBases, List<Filters.Part> users, List<Filters.Part> groups) {

    boolean hasUser(String dn) {
        return isBelow(dn, userBases);
    }

    boolean hasGroup(String dn) {
        return isBelow(dn, groupBases);
    }

    private static boolean isBelow(String dn, List<String> bases) {
        return bases.stream().anyMatch(base -> isBelow(dn, base));
    }

    private static boolean isBelow(String dn, String base) {
        try {
            return new DN(dn).isDescendantOf(new DN(base), true);
        } catch (LDAPException e) {
            return false;
        }
    }
}
