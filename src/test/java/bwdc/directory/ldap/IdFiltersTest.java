package bwdc.directory.ldap;

import static bwdc.directory.ldap.Ldap.BASE;
import static bwdc.directory.ldap.Ldap.group;
import static bwdc.directory.ldap.Ldap.person;
import static bwdc.directory.ldap.Ldap.user;
import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.Inquiry;
import bwdc.directory.Sighting;
import bwdc.testkit.Ds389;
import bwdc.testkit.SambaDomain;
import bwdc.testkit.Slapd;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People and groups are found by their ids, whichever tool these were copied from. */
class IdFiltersTest {
    private static void finds(Inquiry inquiry, String id, String dn) {
        assertThat(inquiry.people(id).found().stream().map(Sighting::referenceId))
                .as(id)
                .containsExactly(dn);
    }

    @Test
    void activeDirectoryByObjectGuidAndSid() throws LDAPException {
        var domain = SambaDomain.shared();
        var dn = SambaDomain.dn("Alice Adams", "People");
        try (var connection = domain.connect();
                var inquiry = Ldap.activeDirectory(domain).inquiry()) {
            var alice = connection.getEntry(dn, "objectGUID", "objectSid");
            var bytes = alice.getAttributeValueBytes("objectGUID");
            var id = Values.guid(new com.unboundid.ldap.sdk.SearchResultEntry(alice))
                    .orElseThrow();
            var hex = HexFormat.of();
            for (var form : List.of(
                    id,
                    id.toUpperCase(java.util.Locale.ROOT),
                    "{" + id + "}",
                    "<GUID=" + id + ">",
                    id.replace("-", ""),
                    hex.formatHex(bytes),
                    "\\" + HexFormat.ofDelimiter("\\").formatHex(bytes),
                    Base64.getEncoder().encodeToString(bytes))) {
                finds(inquiry, form, dn);
            }
            finds(inquiry, text(alice.getAttributeValueBytes("objectSid")), dn);
            var staff = connection.getEntry(SambaDomain.dn("All-Staff", "Groups"), "objectSid");
            assertThat(inquiry.groups(text(staff.getAttributeValueBytes("objectSid")))
                            .found())
                    .extracting(Sighting::referenceId)
                    .containsExactly(staff.getDN());
            var foreign = inquiry.people(SambaDomain.FOREIGN).found();
            assertThat(foreign).singleElement().satisfies(each -> {
                assertThat(each.kind()).isEqualTo("foreign security principal");
                assertThat(each.isRead()).isFalse();
            });
        }
    }

    private static String text(byte[] sid) {
        var text = new StringBuilder("S-1-" + sid[7]);
        for (int i = 8; i < sid.length; i += 4) {
            text.append('-')
                    .append(Integer.toUnsignedString(java.nio.ByteBuffer.wrap(sid, i, 4)
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .getInt()));
        }
        return text.toString();
    }

    @Test
    void openLdapByEntryUuid() {
        try (var slapd = Slapd.start(Slapd.Options.of(BASE + user("ann") + group("all", person("ann"))));
                var inquiry = Ldap.on(slapd.port()).inquiry()) {
            var ids = Ldap.on(slapd.port()).with("ldap.externalId", "entryUUID").readAll();
            finds(inquiry, ids.users().getFirst().externalId(), person("ann"));
            assertThat(inquiry.groups(ids.groups().getFirst().externalId()).found())
                    .hasSize(1);
        }
    }

    @Test
    void ds389ByNsUniqueId() {
        var server = Ds389.shared();
        server.empty();
        server.change(BASE + user("ann"));
        var ldap = Ldap.on(server.port())
                .with("ldap.username", Ds389.ADMIN)
                .with("ldap.password", Ds389.PASSWORD)
                .with("ldap.externalId", "nsUniqueId");
        var id = ldap.readAll().users().getFirst().externalId();
        try (var inquiry = ldap.inquiry()) {
            finds(inquiry, id, person("ann"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann", "S-1", "S-1-5", "S-1-x-1", "{}", "<>", "==", "\\", "\\zz", "0011223344556677", "not=="})
    void whatIsNoIdMakesNoFilter(String text) {
        assertThat(IdFilters.of(text)).isEmpty();
    }
}
