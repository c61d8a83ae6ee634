package bwdc.demo;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.listener.ProxyRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.controls.ContentSyncDoneControl;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestControl;
import com.unboundid.ldap.sdk.controls.ContentSyncState;
import com.unboundid.ldap.sdk.controls.ContentSyncStateControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests on to another server, except what is about changes: cookies are the number of changes so far, and when
 * there were any, everything is sent again, which the protocol allows.
 */
final class TellingHandler extends LDAPListenerRequestHandler {
    private final Connector connector;
    private final IntSupplier changes;
    private final ProxyRequestHandler next;
    private final @Nullable LDAPListenerClientConnection client;

    /** Opens a connection to the other server. */
    interface Connector {
        LDAPConnection open() throws LDAPException;
    }

    TellingHandler(Connector connector, int port, IntSupplier changes) {
        this(connector, changes, new ProxyRequestHandler(new SingleServerSet("127.0.0.1", port)), null);
    }

    private TellingHandler(
            Connector connector,
            IntSupplier changes,
            ProxyRequestHandler next,
            @Nullable LDAPListenerClientConnection client) {
        this.connector = connector;
        this.changes = changes;
        this.next = next;
        this.client = client;
    }

    @Override
    public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection connection) throws LDAPException {
        return new TellingHandler(connector, changes, next.newInstance(connection), connection);
    }

    @Override
    public LDAPMessage processSearchRequest(int id, SearchRequestProtocolOp request, List<Control> controls) {
        try {
            if (request.getBaseDN().isEmpty() && request.getScope().equals(SearchScope.BASE)) {
                return itself(id);
            }
            for (var control : controls) {
                if (control.getOID().equals(ContentSyncRequestControl.SYNC_REQUEST_OID)) {
                    return content(id, request, new ContentSyncRequestControl(control));
                }
            }
            return next.processSearchRequest(id, request, controls);
        } catch (LDAPException e) {
            return new LDAPMessage(id, new SearchResultDoneProtocolOp(e.toLDAPResult()));
        }
    }

    private LDAPMessage itself(int id) throws LDAPException {
        send(
                id,
                new Entry(
                        "",
                        new Attribute("objectClass", "top", "OpenLDAProotDSE"),
                        new Attribute(
                                "supportedControl",
                                ContentSyncRequestControl.SYNC_REQUEST_OID,
                                SimplePagedResultsControl.PAGED_RESULTS_OID)));
        return done(id);
    }

    private LDAPMessage content(int id, SearchRequestProtocolOp request, ContentSyncRequestControl control)
            throws LDAPException {
        var now = new ASN1OctetString(Integer.toString(changes.getAsInt()));
        var same =
                control.getCookie() != null && control.getCookie().stringValue().equals(now.stringValue());
        if (!same) {
            try (var connection = connector.open()) {
                var found = connection.search(new SearchRequest(
                        request.getBaseDN(), request.getScope(), request.getFilter(), "*", "entryUUID"));
                for (var entry : found.getSearchEntries()) {
                    var uuid = UUID.fromString(entry.getAttributeValue("entryUUID"));
                    send(id, entry, new ContentSyncStateControl(ContentSyncState.ADD, uuid, null));
                }
            }
        }
        return done(id, new ContentSyncDoneControl(now, same));
    }

    private void send(int id, Entry entry, Control... controls) throws LDAPException {
        if (client != null) {
            client.sendSearchResultEntry(id, entry, controls);
        }
    }

    private static LDAPMessage done(int id, Control... controls) {
        return new LDAPMessage(
                id, new SearchResultDoneProtocolOp(ResultCode.SUCCESS_INT_VALUE, null, null, null), List.of(controls));
    }

    @Override
    public LDAPMessage processAddRequest(int id, AddRequestProtocolOp request, List<Control> controls) {
        return next.processAddRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processBindRequest(int id, BindRequestProtocolOp request, List<Control> controls) {
        return next.processBindRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processCompareRequest(int id, CompareRequestProtocolOp request, List<Control> controls) {
        return next.processCompareRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processDeleteRequest(int id, DeleteRequestProtocolOp request, List<Control> controls) {
        return next.processDeleteRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processExtendedRequest(int id, ExtendedRequestProtocolOp request, List<Control> controls) {
        return next.processExtendedRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processModifyRequest(int id, ModifyRequestProtocolOp request, List<Control> controls) {
        return next.processModifyRequest(id, request, controls);
    }

    @Override
    public LDAPMessage processModifyDNRequest(int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
        return next.processModifyDNRequest(id, request, controls);
    }
}
