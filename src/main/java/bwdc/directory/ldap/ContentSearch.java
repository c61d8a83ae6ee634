package bwdc.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.IntermediateResponse;
import com.unboundid.ldap.sdk.IntermediateResponseListener;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ContentSyncDoneControl;
import com.unboundid.ldap.sdk.controls.ContentSyncInfoIntermediateResponse;
import com.unboundid.ldap.sdk.controls.ContentSyncInfoType;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestControl;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestMode;
import com.unboundid.ldap.sdk.controls.ContentSyncStateControl;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request for content in the mode {@code refreshOnly} (RFC 4533 3.3 and 3.4). */
final class ContentSearch {
    private final Searcher searcher;
    private final Map<UUID, SearchResultEntry> there = new LinkedHashMap<>();
    private final Set<UUID> gone = new HashSet<>();
    private final Set<UUID> present = new HashSet<>();
    private boolean presentPhase;
    private @Nullable LDAPException problem;

    ContentSearch(Searcher searcher) {
        this.searcher = searcher;
    }

    /**
     * A cookie for what is there now, without reading it. Neither OpenLDAP nor 389 Directory Server makes a difference
     * between a search of one entry and one of everything below it.
     *
     * @throws LDAPException when the server does not give one to this account
     */
    static String cookie(Searcher searcher, String base, Filter filter) throws LDAPException {
        return new ContentSearch(searcher)
                .ask(base, SearchScope.BASE, filter, Set.of("1.1"), null)
                .cookie();
    }

    /** @throws LDAPException when the server does not know the cookie, or does not say enough */
    ContentAnswer since(String cookie, String base, Filter filter, Collection<String> attributes) throws LDAPException {
        return ask(base, SearchScope.SUB, filter, attributes, cookie);
    }

    private ContentAnswer ask(
            String base, SearchScope scope, Filter filter, Collection<String> attributes, @Nullable String cookie)
            throws LDAPException {
        var control = new ContentSyncRequestControl(
                true, ContentSyncRequestMode.REFRESH_ONLY, cookie == null ? null : new ASN1OctetString(cookie), false);
        var result = searcher.content(base, scope, filter, attributes, control, this::entry, new Listener());
        var done = ContentSyncDoneControl.get(result);
        if (problem != null) {
            throw problem;
        }
        if (done == null) {
            throw new LDAPException(ResultCode.CONTROL_NOT_FOUND, "it does not say where the changes end");
        }
        presentPhase |= !done.refreshDeletes();
        var next = done.getCookie() == null ? cookie : done.getCookie().stringValue();
        if (next == null || next.isEmpty()) {
            // OpenLDAP answers a cookie that it cannot read with everything, and an empty one.
            throw new LDAPException(ResultCode.E_SYNC_REFRESH_REQUIRED, "it gives no cookie");
        }
        return new ContentAnswer(there, gone, presentPhase ? Optional.of(present) : Optional.empty(), next);
    }

    private void entry(SearchResultEntry entry) {
        try {
            var state = ContentSyncStateControl.get(entry);
            if (state == null) {
                throw new LDAPException(ResultCode.CONTROL_NOT_FOUND, entry.getDN() + " comes without its state");
            }
            switch (state.getState()) {
                case ADD, MODIFY -> there.put(state.getEntryUUID(), entry);
                case PRESENT -> present.add(state.getEntryUUID());
                case DELETE -> gone.add(state.getEntryUUID());
            }
        } catch (LDAPException e) {
            problem = e;
        }
    }

    private final class Listener implements IntermediateResponseListener {
        private static final long serialVersionUID = 1;

        @Override
        public void intermediateResponseReturned(IntermediateResponse response) {
            if (!ContentSyncInfoIntermediateResponse.SYNC_INFO_OID.equals(response.getOID())) {
                return;
            }
            try {
                var info = ContentSyncInfoIntermediateResponse.decode(response);
                presentPhase |= info.getType() == ContentSyncInfoType.REFRESH_PRESENT;
                if (info.getEntryUUIDs() != null) {
                    (info.refreshDeletes() ? gone : present).addAll(info.getEntryUUIDs());
                }
            } catch (LDAPException e) {
                problem = e;
            }
        }
    }
}
