package bwdc.directory.ldap;

import bwdc.testkit.SambaDomain;
import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerConfig;
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
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a Samba domain and makes it answer with ranges of members unasked, as Windows does. */
final class RangingProxy implements AutoCloseable {
    private static final int RANGE = 1500;

    private final AtomicInteger ranges = new AtomicInteger();
    private final LDAPListener listener;

    RangingProxy(SambaDomain domain) {
        try {
            var tls = new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory();
            var servers = new SingleServerSet(domain.host(), 636, tls);
            var config = new LDAPListenerConfig(0, new Ranging(new ProxyRequestHandler(servers)));
            config.setListenAddress(InetAddress.getLoopbackAddress());
            listener = new LDAPListener(config);
            listener.startListening();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return listener.getListenPort();
    }

    /** How many searches came for a range. */
    int ranges() {
        return ranges.get();
    }

    @Override
    public void close() {
        listener.shutDown(true);
    }

    /** Passes on sign-ins and searches. */
    private final class Ranging extends LDAPListenerRequestHandler {
        private final LDAPListenerRequestHandler next;

        Ranging(LDAPListenerRequestHandler next) {
            this.next = next;
        }

        @Override
        public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection connection) throws LDAPException {
            return new Ranging(next.newInstance(connection));
        }

        @Override
        public void closeInstance() {
            next.closeInstance();
        }

        @Override
        public LDAPMessage processBindRequest(int id, BindRequestProtocolOp request, List<Control> controls) {
            return next.processBindRequest(id, request, controls);
        }

        @Override
        public LDAPMessage processSearchRequest(int id, SearchRequestProtocolOp request, List<Control> controls) {
            return next.processSearchRequest(
                    id,
                    new SearchRequestProtocolOp(
                            request.getBaseDN(),
                            request.getScope(),
                            request.getDerefPolicy(),
                            request.getSizeLimit(),
                            request.getTimeLimit(),
                            request.typesOnly(),
                            request.getFilter(),
                            request.getAttributes().stream().map(this::range).toList()),
                    controls);
        }

        private String range(String attribute) {
            if (attribute.startsWith("member")) {
                ranges.incrementAndGet();
            }
            int from = attribute.startsWith("member;range=")
                    ? Integer.parseInt(attribute.substring("member;range=".length(), attribute.indexOf('-')))
                    : 0;
            return attribute.startsWith("member") ? "member;range=" + from + "-" + (from + RANGE - 1) : attribute;
        }

        @Override
        public LDAPMessage processAddRequest(int id, AddRequestProtocolOp request, List<Control> controls) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LDAPMessage processCompareRequest(int id, CompareRequestProtocolOp request, List<Control> controls) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LDAPMessage processDeleteRequest(int id, DeleteRequestProtocolOp request, List<Control> controls) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LDAPMessage processExtendedRequest(int id, ExtendedRequestProtocolOp request, List<Control> controls) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LDAPMessage processModifyRequest(int id, ModifyRequestProtocolOp request, List<Control> controls) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LDAPMessage processModifyDNRequest(int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
            throw new UnsupportedOperationException();
        }
    }
}
