package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Collection;
import java.util.List;

/** Searches for a few entries, which may be refused or find nothing: for questions, never for what is sent. */
final class SmallSearches {
    /** Shows deleted objects of Active Directory ([MS-ADTS] 3.1.1.3.4.1.14). */
    private static final String SHOW_DELETED = "1.2.840.113556.1.4.417";

    private static final int TIME_LIMIT_SECONDS = 60;

    private final LDAPConnection connection;
    private final LdapSettings settings;

    SmallSearches(LDAPConnection connection, LdapSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** What came, and how the search ended. */
    record Answer(List<SearchResultEntry> entries, ResultCode code, List<String> referrals) {
        boolean isEmpty() {
            return entries.isEmpty();
        }
    }

    /** One entry, a deleted one too. */
    Answer entry(String dn, Filter filter, Collection<String> attributes) {
        return find(dn, SearchScope.BASE, filter, 1, attributes);
    }

    /** A subtree; there may be more than were asked for. */
    Answer subtree(String base, Filter filter, int most, Collection<String> attributes) {
        return find(base, SearchScope.SUB, filter, most, attributes);
    }

    private Answer find(String base, SearchScope scope, Filter filter, int most, Collection<String> attributes) {
        var request = new SearchRequest(
                null,
                settings.activeDirectory() ? new Control[] {new Control(SHOW_DELETED)} : new Control[0],
                base,
                scope,
                DereferencePolicy.NEVER,
                most,
                TIME_LIMIT_SECONDS,
                false,
                filter,
                attributes.toArray(String[]::new));
        try {
            return answer(connection.search(request), base);
        } catch (LDAPSearchException e) {
            return answer(e.getSearchResult(), base);
        }
    }

    /** @throws bwdc.fault.Fault when the connection is lost */
    private Answer answer(SearchResult result, String base) {
        if (!result.getResultCode().isConnectionUsable()) {
            throw LdapFaults.searching(settings, base, new LDAPException(result));
        }
        var entries = result.getSearchEntries();
        return new Answer(
                entries == null ? List.of() : entries, result.getResultCode(), List.of(result.getReferralURLs()));
    }
}
