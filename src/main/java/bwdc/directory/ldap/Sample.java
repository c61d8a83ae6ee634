package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first page of a search.
 *
 * @param more whether there are further ones
 * @param page the size that the server accepted, 0 without pages
 * @param limits what it refused before
 * @param failure why there is no page at all
 */
record Sample(
        List<SearchResultEntry> entries, boolean more, int page, List<String> limits, Optional<LDAPException> failure) {
    private static final int PAGE = 1000;
    private static final int TIME_LIMIT_SECONDS = 300;

    static Sample of(LDAPConnection connection, String base, Filter filter, List<String> attributes, boolean paged) {
        List<String> limits = new ArrayList<>();
        int size = paged ? PAGE : 0;
        while (true) {
            try {
                var result = connection.search(request(base, filter, attributes, size));
                if (result.getEntryCount() == 0) {
                    // See Searcher.mustExist.
                    connection.search(base, SearchScope.BASE, "(objectClass=*)", SearchRequest.NO_ATTRIBUTES);
                }
                var control = SimplePagedResultsControl.get(result);
                return new Sample(
                        result.getSearchEntries(),
                        control != null && control.moreResultsToReturn(),
                        size,
                        limits,
                        Optional.empty());
            } catch (LDAPException e) {
                int next = size == 0 ? 0 : new FirstPage(size, entry -> {}).sizeAfter(e);
                if (next == size) {
                    return new Sample(List.of(), false, size, limits, Optional.of(e));
                }
                limits.add("pages of " + size + " are refused: " + words(e));
                size = next;
            }
        }
    }

    private static SearchRequest request(String base, Filter filter, List<String> attributes, int size) {
        var request = new SearchRequest(
                base,
                SearchScope.SUB,
                DereferencePolicy.NEVER,
                0,
                TIME_LIMIT_SECONDS,
                false,
                filter,
                attributes.toArray(String[]::new));
        if (size > 0) {
            request.setControls(new Control[] {new SimplePagedResultsControl(size, false)});
        }
        return request;
    }

    static String words(LDAPException e) {
        var own = e.getDiagnosticMessage();
        return e.getResultCode().getName() + " (" + e.getResultCode().intValue() + ")"
                + (own == null || own.isBlank() ? "" : ", " + own.strip());
    }

    /** Whether the place itself is not there, or may not be seen. */
    boolean isNowhere() {
        return failure.filter(e -> e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
                        || e.getResultCode().equals(ResultCode.REFERRAL))
                .isPresent();
    }

    /** How many entries have a value for an attribute. */
    long with(String attribute) {
        return entries.stream()
                .map(entry -> Values.find(entry, attribute))
                .filter(found -> found != null && found.size() > 0)
                .count();
    }
}
