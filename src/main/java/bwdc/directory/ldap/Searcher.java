package bwdc.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.IntermediateResponseListener;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Searches that are whole or fail: every page up to the empty cookie (RFC 2696), and no result code but success. Entries
 * are handed on as they come and not kept.
 */
final class Searcher {
    /** What Active Directory gives at most. */
    private static final int PAGE = 1000;

    private static final Filter ANYTHING = Filter.createPresenceFilter("objectClass");

    private static final int TIME_LIMIT_SECONDS = 300;

    private final LDAPConnection connection;
    private final LdapSettings settings;
    private final LongConsumer progress;
    private final Consumer<String> debug;
    private final Set<String> references = new LinkedHashSet<>();
    /** How many entries to ask for at once, 0 for all of them. */
    private int page;

    private long read;

    Searcher(LDAPConnection connection, LdapSettings settings, LongConsumer progress, Consumer<String> debug) {
        this.connection = connection;
        this.settings = settings;
        page = settings.paged() ? PAGE : 0;
        this.progress = progress;
        this.debug = debug;
    }

    /** Other servers that searches pointed to; they are not asked. */
    Set<String> references() {
        return references;
    }

    /** What the server tells of itself; one that tells nothing has nothing to offer. */
    RootDse rootDse() {
        List<SearchResultEntry> found = new ArrayList<>();
        try {
            entryIfAllowed("", List.of("*", "+"), found::add);
        } catch (LDAPException e) {
            debug.accept("the server tells nothing of itself: " + e.getResultCode());
        }
        return new RootDse(found.isEmpty() ? new SearchResultEntry("", List.of()) : found.getFirst());
    }

    /** Searches a whole subtree. */
    void subtree(
            String base,
            Filter filter,
            Collection<String> attributes,
            Consumer<SearchResultEntry> each,
            Control... controls) {
        try {
            all(base, SearchScope.SUB, filter, attributes, each, controls);
        } catch (LDAPException e) {
            throw LdapFaults.searching(settings, base, e);
        }
    }

    /**
     * Searches directly below an entry that the account may not be allowed to look into.
     *
     * @throws LDAPException when the server refuses it; a lost connection is a fault all the same
     */
    void childrenIfAllowed(
            String base,
            Filter filter,
            Collection<String> attributes,
            Consumer<SearchResultEntry> each,
            Control... controls)
            throws LDAPException {
        try {
            all(base, SearchScope.ONE, filter, attributes, each, controls);
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable()) {
                throw e;
            }
            throw LdapFaults.searching(settings, base, e);
        }
    }

    /**
     * Reads one entry that the account may not be allowed to see.
     *
     * @throws LDAPException when the server refuses it; a lost connection is a fault all the same
     */
    void entryIfAllowed(String dn, Collection<String> attributes, Consumer<SearchResultEntry> each, Control... controls)
            throws LDAPException {
        try {
            once(dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), attributes, each, controls);
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable()) {
                throw e;
            }
            throw LdapFaults.searching(settings, dn, e);
        }
    }

    /**
     * Asks for content as it changes (RFC 4533), which knows no pages; told besides entries is what the listener gets.
     *
     * @throws LDAPException when the server refuses it; a lost connection is a fault all the same
     */
    SearchResult content(
            String base,
            SearchScope scope,
            Filter filter,
            Collection<String> attributes,
            Control control,
            Consumer<SearchResultEntry> each,
            IntermediateResponseListener listener)
            throws LDAPException {
        var request = request(base, scope, filter, attributes, each, new Control[] {control});
        request.setIntermediateResponseListener(listener);
        try {
            return successful(request);
        } catch (LDAPException e) {
            if (e.getResultCode().isConnectionUsable()) {
                throw e;
            }
            throw LdapFaults.searching(settings, base, e);
        }
    }

    /** A search that finds few entries, and may find none. */
    void some(String base, Filter filter, Collection<String> attributes, Consumer<SearchResultEntry> each) {
        try {
            once(base, SearchScope.SUB, filter, attributes, each, new Control[0]);
        } catch (LDAPException e) {
            throw LdapFaults.searching(settings, base, e);
        }
    }

    /** Reads one entry again. */
    void entry(String dn, Collection<String> attributes, Consumer<SearchResultEntry> each) {
        try {
            once(dn, SearchScope.BASE, ANYTHING, attributes, each, new Control[0]);
        } catch (LDAPException e) {
            throw LdapFaults.searching(settings, dn, e);
        }
    }

    private void all(
            String base,
            SearchScope scope,
            Filter filter,
            Collection<String> attributes,
            Consumer<SearchResultEntry> each,
            Control[] controls)
            throws LDAPException {
        var before = read;
        var started = System.nanoTime();
        if (page > 0) {
            pages(base, scope, filter, attributes, each, controls);
        } else {
            once(base, scope, filter, attributes, each, controls);
        }
        if (read == before && page > 0 && !Filters.isSince(filter)) {
            mustExist(base, controls);
        }
        debug.accept("search below \"" + base + "\" for " + filter + ": " + (read - before) + " entries in "
                + (System.nanoTime() - started) / 1_000_000 + " ms");
    }

    /** 389 Directory Server answers a search in pages below a place that does not exist with success, and no entries. */
    private void mustExist(String base, Control[] controls) throws LDAPException {
        once(base, SearchScope.BASE, ANYTHING, List.of(SearchRequest.NO_ATTRIBUTES), entry -> {}, controls);
    }

    private void pages(
            String base,
            SearchScope scope,
            Filter filter,
            Collection<String> attributes,
            Consumer<SearchResultEntry> each,
            Control[] controls)
            throws LDAPException {
        @Nullable ASN1OctetString cookie = null;
        while (true) {
            var before = read;
            var result = cookie == null
                    ? firstPage(base, scope, filter, attributes, each, controls)
                    : once(base, scope, filter, attributes, each, with(controls, cookie));
            var next = next(result, cookie);
            if (next != null && next.equals(cookie) && read == before) {
                throw unproved("a page without entries points to itself");
            }
            if (next == null) {
                return;
            }
            cookie = next;
        }
    }

    /** Limits on pages differ by server and account: smaller ones are tried, and at last none. */
    private SearchResult firstPage(
            String base,
            SearchScope scope,
            Filter filter,
            Collection<String> attributes,
            Consumer<SearchResultEntry> each,
            Control[] controls)
            throws LDAPException {
        var before = read;
        while (true) {
            var first = new FirstPage(page, each);
            try {
                var result = once(base, scope, filter, attributes, first, with(controls, null));
                first.handOn();
                return result;
            } catch (LDAPException e) {
                var next = first.sizeAfter(e);
                if (next == page) {
                    throw e;
                }
                debug.accept("the server refuses pages of " + page + ", trying " + (next == 0 ? "without" : next));
                page = next;
                read = before;
                if (next == 0) {
                    return unpaged(e, () -> once(base, scope, filter, attributes, each, controls));
                }
            }
        }
    }

    private interface Attempt {
        SearchResult make() throws LDAPException;
    }

    /** Where that is too much at once, the refused pages are the reason. */
    private static SearchResult unpaged(LDAPException refusal, Attempt attempt) throws LDAPException {
        try {
            return attempt.make();
        } catch (LDAPException e) {
            throw e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED) ? refusal : e;
        }
    }

    /**
     * The cookie of the next page, null after the last one. A server that does not know paging answers the first page,
     * and everything with it, without the control; later its absence leaves open whether that was all.
     */
    private static @Nullable ASN1OctetString next(SearchResult result, @Nullable ASN1OctetString cookie)
            throws LDAPException {
        var control = SimplePagedResultsControl.get(result);
        if (control == null && cookie != null) {
            throw unproved("a page does not say whether it is the last one");
        }
        return control != null && control.moreResultsToReturn() ? control.getCookie() : null;
    }

    private static LDAPException unproved(String reason) {
        return new LDAPException(ResultCode.CONTROL_NOT_FOUND, reason);
    }

    private Control[] with(Control[] controls, @Nullable ASN1OctetString cookie) {
        var all = new Control[controls.length + 1];
        System.arraycopy(controls, 0, all, 0, controls.length);
        all[controls.length] = new SimplePagedResultsControl(page, cookie, false);
        return all;
    }

    private SearchResult once(
            String base,
            SearchScope scope,
            Filter filter,
            Collection<String> attributes,
            Consumer<SearchResultEntry> each,
            Control[] controls)
            throws LDAPException {
        return successful(request(base, scope, filter, attributes, each, controls));
    }

    private SearchRequest request(
            String base,
            SearchScope scope,
            Filter filter,
            Collection<String> attributes,
            Consumer<SearchResultEntry> each,
            Control[] controls) {
        return new SearchRequest(
                new Listener(each),
                controls,
                base,
                scope,
                DereferencePolicy.NEVER,
                0,
                TIME_LIMIT_SECONDS,
                false,
                filter,
                attributes.toArray(String[]::new));
    }

    private SearchResult successful(SearchRequest request) throws LDAPException {
        var result = search(request);
        if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
            throw new LDAPException(result);
        }
        return result;
    }

    private SearchResult search(SearchRequest request) throws LDAPException {
        try {
            return connection.search(request);
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SUCCESS)) {
                throw new LDAPException(ResultCode.DECODING_ERROR, String.valueOf(e.getMessage()), e);
            }
            throw e;
        } catch (ClassCastException e) {
            throw answeredOddly(e);
        }
    }

    /**
     * Samba answers a search with a critical control that it does not know as if it was an extended operation; the library
     * takes the answer for the end of a search nevertheless.
     */
    private static LDAPException answeredOddly(ClassCastException e) {
        var trace = e.getStackTrace();
        if (trace.length == 0 || !trace[0].getClassName().startsWith("com.unboundid.")) {
            throw e;
        }
        return new LDAPException(
                ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "the server's answer is not one to a search", e);
    }

    private final class Listener implements SearchResultListener {
        private static final long serialVersionUID = 1;

        private final transient Consumer<SearchResultEntry> each;

        Listener(Consumer<SearchResultEntry> each) {
            this.each = each;
        }

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            progress.accept(++read);
            each.accept(entry);
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            for (var url : reference.getReferralURLs()) {
                references.add(url);
            }
        }
    }
}
