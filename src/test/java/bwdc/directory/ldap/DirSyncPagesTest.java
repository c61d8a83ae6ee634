package bwdc.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.experimental.ActiveDirectoryDirSyncControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of Active Directory that come in several pages, while more happens. */
@Timeout(20)
class DirSyncPagesTest {
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    /** An object on a page, as it was when the page was made. */
    private record Item(UUID id, boolean deleted) {
        SearchResultEntryProtocolOp entry() {
            List<Attribute> attributes = new ArrayList<>();
            attributes.add(new Attribute("objectGUID", IdFilters.windows(id)));
            if (deleted) {
                attributes.add(new Attribute("isDeleted", "TRUE"));
            }
            return new SearchResultEntryProtocolOp("CN=" + id + ",DC=x", attributes);
        }
    }

    /** What one request gets. */
    private record Page(String cookie, boolean more, Item... objects) {}

    @Test
    void whatWasSaidLastCounts() throws Exception {
        var restored = since(
                new Page("1", true, new Item(ANN, true), new Item(BOB, false)),
                new Page("2", false, new Item(ANN, false), new Item(BOB, true)));
        assertThat(restored.changed()).containsExactly(ANN);
        assertThat(restored.deleted()).containsExactly(BOB);
        assertThat(new String(restored.cookie(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("2");
    }

    @Test
    void anEmptyPageIsNotTheLast() throws Exception {
        var answer = since(new Page("1", true), new Page("2", true), new Page("3", false, new Item(ANN, false)));
        assertThat(answer.changed()).containsExactly(ANN);
    }

    @Test
    void pagesThatLeadNowhereEnd() {
        var page = new Page("1", true);
        assertThatThrownBy(() -> since(page, page, page)).isInstanceOf(NotFollowed.class);
    }

    private static DirSyncAnswer since(Page... pages) throws IOException, LDAPException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, List.of(pages)));
            try (var connection = new LDAPConnection("127.0.0.1", server.getLocalPort())) {
                var settings = LdapSettings.of(Ldap.on(server.getLocalPort()).settings());
                var searcher = new Searcher(connection, settings, count -> {}, sentence -> {});
                return DirSyncSearch.of("DC=x", List.of(), List.of("user"))
                        .since(searcher, new DirSyncCookie(new byte[] {'0'}, 0, "", 0));
            }
        }
    }

    /** After the last page the same one comes again and again. */
    private static void serve(ServerSocket server, List<Page> pages) {
        try (var client = server.accept()) {
            var in = new ASN1StreamReader(client.getInputStream());
            int next = 0;
            while (LDAPMessage.readFrom(in, false) instanceof LDAPMessage request) {
                if (request.getProtocolOpType() == 0x63) {
                    answer(client, request.getMessageID(), pages.get(Math.min(next++, pages.size() - 1)));
                }
            }
        } catch (IOException | LDAPException e) {
            // The client has gone.
        }
    }

    private static void answer(Socket client, int id, Page page) throws IOException {
        var out = client.getOutputStream();
        for (var object : page.objects()) {
            out.write(new LDAPMessage(id, object.entry()).encode().encode());
        }
        var control =
                new ActiveDirectoryDirSyncControl(true, page.more() ? 1 : 0, 0, new ASN1OctetString(page.cookie()));
        var end = new SearchResultDoneProtocolOp(0, null, null, null);
        out.write(new LDAPMessage(id, end, List.of(control)).encode().encode());
    }
}
