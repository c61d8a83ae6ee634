package bwdc.directory.ldap;

import bwdc.directory.memory.Meaning;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;

/**
 * DNs are the same as RFC 4514 and 4517 say, without regard to case, blanks and escapes; anything else that names somebody
 * is a uid, without regard to case. A DN of plain letters, which nearly all are, needs no parser.
 */
final class NameMeaning implements Meaning {
    @Override
    public String of(String name) {
        if (!Members.isDn(name)) {
            return Values.lower(name);
        }
        var plain = Members.plain(name);
        var lower = new char[plain.length()];
        var inValue = false;
        for (int i = 0; i < lower.length; i++) {
            char c = plain.charAt(i);
            if (c == '=' && inValue) {
                return parsed(plain);
            }
            inValue = c == '=' || inValue && c != ',';
            if (c >= 'A' && c <= 'Z') {
                lower[i] = (char) (c + ('a' - 'A'));
            } else if (isPlain(c) || c == ' ' && isInside(plain, i)) {
                lower[i] = c;
            } else {
                return parsed(plain);
            }
        }
        return new String(lower);
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || ",=-_.@".indexOf(c) >= 0;
    }

    /** A single blank between two letters of a value counts, any other one may not. */
    private static boolean isInside(String dn, int at) {
        return at > 0 && at + 1 < dn.length() && isWord(dn.charAt(at - 1)) && isWord(dn.charAt(at + 1));
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.@".indexOf(c) >= 0;
    }

    private static String parsed(String dn) {
        try {
            return DN.normalize(dn);
        } catch (LDAPException e) {
            return dn;
        }
    }
}
