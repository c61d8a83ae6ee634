package bwdc.directory.ldap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that whatever has entries below it would be told of when it is renamed: servers tell of the entry alone, though the
 * names of all below it change.
 */
final class Parents {
    private final NameMeaning meaning = new NameMeaning();
    private final Set<String> known = new HashSet<>();
    private final Set<String> needed = new HashSet<>();
    private String last = ",";

    Parents(List<String> bases) {
        bases.forEach(base -> known.add(meaning.of(base)));
    }

    /** An entry whose renaming would be noticed. */
    void container(String dn) {
        known.add(meaning.of(dn));
    }

    /** An entry whose name counts. */
    void entry(String dn) {
        if (dn.endsWith(last) && isRdn(dn, dn.length() - last.length())) {
            return;
        }
        int comma = 0;
        while (comma < dn.length() && !isRdn(dn, comma)) {
            comma++;
        }
        if (comma < dn.length()) {
            last = dn.substring(comma);
            needed.add(last.substring(1));
        }
    }

    /** Whether what stands before the comma at a place is the first name of a DN, and all of it. */
    private static boolean isRdn(String dn, int comma) {
        if (dn.charAt(comma) != ',') {
            return false;
        }
        for (int i = 0; i < comma; i++) {
            if (dn.charAt(i) == '\\') {
                i++;
            } else if (dn.charAt(i) == ',') {
                return false;
            }
        }
        return comma == 0 || dn.charAt(comma - 1) != '\\' || isEven(dn, comma);
    }

    private static boolean isEven(String dn, int comma) {
        int slashes = 0;
        while (slashes < comma && dn.charAt(comma - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 0;
    }

    /** An entry with others below it of which no change would be told. */
    Optional<String> unknown() {
        return needed.stream().filter(dn -> !known.contains(meaning.of(dn))).findFirst();
    }
}
