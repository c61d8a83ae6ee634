package bwdc.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a server tells of itself (RFC 4512 5.1). */
record RootDse(SearchResultEntry entry) {
    static final String PAGES = "1.2.840.113556.1.4.319";
    static final String START_TLS = "1.3.6.1.4.1.1466.20037";
    static final String WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";
    static final String CONTENT_SYNC = "1.3.6.1.4.1.4203.1.9.1.1";
    static final String DIR_SYNC = "1.2.840.113556.1.4.841";

    /** Password policy: asked for with a control of the same draft. */
    static final String PASSWORD_POLICY = "1.3.6.1.4.1.42.2.27.8.5.1";

    /** A mark of Active Directory and of Samba ([MS-ADTS] 3.1.1.3.4.3). */
    private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

    /** Programs that differ in what they mark and limit. */
    enum Vendor {
        ACTIVE_DIRECTORY("Active Directory"),
        SAMBA("Samba"),
        OPENLDAP("OpenLDAP"),
        DS_389("389 Directory Server"),
        EDIRECTORY("eDirectory"),
        OTHER("another");

        private final String title;

        Vendor(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Asks, with operational attributes: most of what it tells is that. */
    static RootDse ask(LDAPConnection connection) throws LDAPException {
        var entry =
                connection.searchForEntry("", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "*", "+");
        return new RootDse(entry == null ? new SearchResultEntry("", List.of()) : entry);
    }

    Vendor vendor() {
        var name = text("vendorName").orElse("").toLowerCase(Locale.ROOT);
        if (name.contains("samba")) {
            return Vendor.SAMBA;
        }
        if (values("supportedCapabilities").contains(ACTIVE_DIRECTORY)) {
            return Vendor.ACTIVE_DIRECTORY;
        }
        if (values("objectClass").stream().anyMatch("OpenLDAProotDSE"::equalsIgnoreCase)) {
            return Vendor.OPENLDAP;
        }
        if (name.contains("389") || name.contains("red hat")) {
            return Vendor.DS_389;
        }
        return name.contains("novell") || name.contains("netiq") || name.contains("edirectory")
                ? Vendor.EDIRECTORY
                : Vendor.OTHER;
    }

    /** As the server writes them itself. */
    Optional<String> vendorName() {
        return text("vendorName");
    }

    Optional<String> version() {
        return text("vendorVersion");
    }

    boolean knows(String oid) {
        return values("supportedControl").contains(oid);
    }

    boolean offers(String oid) {
        return values("supportedExtension").contains(oid);
    }

    List<String> values(String attribute) {
        var found = Values.find(entry, attribute);
        return found == null ? List.of() : Arrays.asList(found.getValues());
    }

    private Optional<String> text(String attribute) {
        return values(attribute).stream().findFirst();
    }
}
