package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Keeps the entries of a first page until it has come whole, because some servers give a part of a page before they say
 * that it is too large for the account. A server that does not know pages gives more: then nothing is kept.
 */
final class FirstPage implements Consumer<SearchResultEntry> {
    private static final int SMALL = 100;

    private final int size;
    private final Consumer<SearchResultEntry> each;
    private final List<SearchResultEntry> kept = new ArrayList<>();
    private boolean handedOn;

    FirstPage(int size, Consumer<SearchResultEntry> each) {
        this.size = size;
        this.each = each;
    }

    @Override
    public void accept(SearchResultEntry entry) {
        if (!handedOn && kept.size() < size) {
            kept.add(entry);
        } else {
            handOn();
            each.accept(entry);
        }
    }

    void handOn() {
        kept.forEach(each);
        kept.clear();
        handedOn = true;
    }

    /** What to try after a refusal: a smaller size, 0 for no pages at all, or the same when nothing else may help. */
    int sizeAfter(LDAPException refusal) {
        var text = String.valueOf(refusal.getDiagnosticMessage()).toLowerCase(Locale.ROOT);
        var code = refusal.getResultCode();
        var tooMany = code.equals(ResultCode.ADMIN_LIMIT_EXCEEDED) || code.equals(ResultCode.SIZE_LIMIT_EXCEEDED);
        if (handedOn || !tooMany) {
            return size;
        }
        if (text.contains("control not allowed")) {
            return 0;
        }
        if (size > SMALL) {
            return SMALL;
        }
        // OpenLDAP: illegal pagedResults page size
        return text.contains("page size") || code.equals(ResultCode.SIZE_LIMIT_EXCEEDED)
                ? Math.max(1, size / 10)
                : size;
    }
}
