package bwdc.directory.ldap;

import bwdc.directory.Whereabouts;
import bwdc.directory.Whereabouts.Kind;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;

/** Finds out what became of a member that a read did not find, by asking for its entry. */
final class MemberFates {
    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");
    private static final List<String> ATTRIBUTES = List.of("objectClass", "isDeleted");

    private final SmallSearches searches;
    private final Scheme scheme;
    private final SearchArea area;
    private final String root;

    MemberFates(SmallSearches searches, Scheme scheme, SearchArea area, String root) {
        this.searches = searches;
        this.scheme = scheme;
        this.area = area;
        this.root = root;
    }

    Whereabouts of(String value) {
        return Members.isDn(value) ? ofDn(Members.plain(value)) : ofName(value);
    }

    private Whereabouts ofName(String name) {
        var answer = searches.subtree(root, Filter.createEqualityFilter("uid", name), 1, ATTRIBUTES);
        if (answer.isEmpty()) {
            return new Whereabouts(Kind.NOBODY, "");
        }
        var entry = answer.entries().getFirst();
        return new Whereabouts(found(entry).kind(), entry.getDN());
    }

    private Whereabouts ofDn(String dn) {
        // The name of a deleted object of Active Directory has a line break and DEL: in it ([MS-ADTS] 3.1.1.5.5).
        if (dn.contains("\\0ADEL:")) {
            return new Whereabouts(Kind.DELETED, "");
        }
        var answer = searches.entry(dn, ANYTHING, ATTRIBUTES);
        return answer.isEmpty() ? absent(answer) : found(answer.entries().getFirst());
    }

    private static Whereabouts absent(SmallSearches.Answer answer) {
        var code = answer.code();
        return switch (code.intValue()) {
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> new Whereabouts(Kind.GONE, "");
            case ResultCode.INVALID_DN_SYNTAX_INT_VALUE -> new Whereabouts(Kind.GONE, "it is no DN");
            case ResultCode.REFERRAL_INT_VALUE -> new Whereabouts(Kind.ELSEWHERE, String.join(" ", answer.referrals()));
            case ResultCode.SUCCESS_INT_VALUE -> new Whereabouts(Kind.HIDDEN, "");
            default -> new Whereabouts(Kind.HIDDEN, code.getName() + " (" + code.intValue() + ")");
        };
    }

    private Whereabouts found(SearchResultEntry entry) {
        if ("TRUE".equalsIgnoreCase(entry.getAttributeValue("isDeleted"))) {
            return new Whereabouts(Kind.DELETED, "");
        }
        return switch (EntryKind.of(entry, scheme)) {
            case FOREIGN -> new Whereabouts(Kind.FOREIGN, "foreign security principal");
            case COMPUTER -> new Whereabouts(Kind.COMPUTER, "");
            case CONTACT -> new Whereabouts(Kind.CONTACT, "");
            case GROUP -> new Whereabouts(Kind.GROUP, "");
            case USER -> new Whereabouts(area.hasUser(entry.getDN()) ? Kind.FILTERED : Kind.OUTSIDE, "");
            case OTHER -> new Whereabouts(Kind.OTHER_KIND, EntryKind.words(entry, scheme));
        };
    }
}
