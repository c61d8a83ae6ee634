package bwdc.directory.ldap;

import bwdc.directory.Diagnosis;
import bwdc.settings.EntrySettings;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.util.OIDRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a server through a connection that is signed in: what it is, what it can, and what the settings find there. */
final class Examination {
    private final ChosenServer chosen;
    private final LDAPConnection connection;
    private final LdapSettings settings;
    private final Scheme scheme;
    private final Instant now;
    private final List<Diagnosis.Fact> facts = new ArrayList<>();
    private final List<Diagnosis.Advice> advice = new ArrayList<>();

    Examination(ChosenServer chosen, Scheme scheme, Instant now) {
        this.chosen = chosen;
        connection = chosen.connection();
        settings = chosen.settings();
        this.scheme = scheme;
        this.now = now;
    }

    /**
     * What is to be read.
     *
     * @param name users or groups
     * @param setting that says where they are
     */
    record Place(String name, String setting, List<String> bases, Filter filter) {}

    Diagnosis diagnosis(Optional<Place> users, Optional<Place> groups) {
        try {
            var server = RootDse.ask(connection);
            connection(server);
            server(server);
            reading(server, Stream.concat(users.stream(), groups.stream()).toList());
            users.ifPresent(place -> new Examinee(connection, settings, scheme, server, facts, advice).users(place));
            groups.ifPresent(place -> new Examinee(connection, settings, scheme, server, facts, advice).groups(place));
        } catch (LDAPException e) {
            throw LdapFaults.searching(settings, "", e);
        }
        advice.sort((a, b) -> Boolean.compare(b.obstacle(), a.obstacle()));
        return new Diagnosis(facts, advice);
    }

    private void connection(RootDse server) {
        fact("connection", "address", List.of(settings.address()), "");
        chosen.warnings().forEach(this::advise);
        var session = connection.getSSLSession();
        if (session == null) {
            fact("connection", "encryption", List.of("none"), "ldap.ssl is false");
            advise("The password goes over the network in clear: bwdc config ldap.ssl true, and "
                    + (server.offers(RootDse.START_TLS) ? "ldap.startTls true" : "ldap.port 636"));
        } else {
            new TlsExamination(now).of(session, settings, facts, advice);
        }
        fact("connection", "signed in as", List.of(settings.username()), "");
        if (server.offers(RootDse.WHO_AM_I)) {
            whoAmI().ifPresent(name -> fact("connection", "known as", List.of(name), "what the server answers"));
        }
    }

    /** RFC 4532. */
    private Optional<String> whoAmI() {
        try {
            var result = connection.processExtendedOperation(new WhoAmIExtendedRequest());
            return result instanceof WhoAmIExtendedResult known
                            && known.getResultCode().equals(ResultCode.SUCCESS)
                    ? Optional.ofNullable(known.getAuthorizationID())
                    : Optional.empty();
        } catch (LDAPException e) {
            return Optional.empty();
        }
    }

    private void server(RootDse server) {
        fact(
                "server",
                "vendor",
                List.of(server.vendorName().orElse(server.vendor().title())),
                "");
        server.version().ifPresent(version -> fact("server", "version", List.of(version), ""));
        var contexts = server.values("namingContexts");
        fact("server", "naming contexts", contexts, "");
        fact("server", "controls", named(server.values("supportedControl")), "");
        fact("server", "extensions", named(server.values("supportedExtension")), "");
        fact("server", "sign-in", server.values("supportedSASLMechanisms"), "besides name and password");
        SearchBase.root(settings.rootPath())
                .filter(root -> !contexts.isEmpty() && contexts.stream().noneMatch(context -> isBelow(root, context)))
                .ifPresent(root -> advice.add(new Diagnosis.Advice(
                        "ldap.rootPath is " + root + ", and the server holds " + String.join(", ", contexts), true)));
        kind(server.vendor());
    }

    private void kind(RootDse.Vendor vendor) {
        switch (vendor) {
            case ACTIVE_DIRECTORY, SAMBA -> {
                if (!settings.activeDirectory()) {
                    advise("The server is Active Directory: bwdc config ldap.ad true");
                }
            }
            case OPENLDAP, DS_389, EDIRECTORY -> {
                if (settings.activeDirectory()) {
                    advise("The server is " + vendor.title() + ", not Active Directory: bwdc config ldap.ad false");
                }
            }
            case OTHER -> {}
        }
    }

    private static boolean isBelow(String dn, String context) {
        try {
            return new DN(dn).isDescendantOf(new DN(context), true);
        } catch (LDAPException e) {
            return false;
        }
    }

    private static List<String> named(List<String> oids) {
        return oids.stream().map(Examination::named).toList();
    }

    private static String named(String oid) {
        var item = OIDRegistry.getDefault().get(oid);
        return item == null ? oid : oid + " " + item.getName();
    }

    private void reading(RootDse server, List<Place> places) {
        pages(server);
        new FeedExamination(chosen, scheme, facts, advice).of(server, places);
        if (scheme.revision().filter("whenChanged"::equalsIgnoreCase).isPresent()
                && server.vendor() == RootDse.Vendor.OPENLDAP) {
            advise("OpenLDAP has no whenChanged: bwdc config sync.revisionDateAttribute modifyTimestamp");
        }
        disabled(server);
        var ids = scheme.entries().externalId();
        fact("reading", "external id", List.of(ids.word()), why(ids));
        fact(
                "reading",
                "memberships",
                List.of(scheme.entries().memberOf().orElse(scheme.member())),
                scheme.entries()
                        .memberOf()
                        .map(name -> "users name their groups: ldap.memberOf")
                        .orElse("groups name their members: sync.memberAttribute"));
    }

    private void pages(RootDse server) {
        var known = server.knows(RootDse.PAGES);
        fact(
                "reading",
                "pages",
                List.of(settings.paged() ? "yes" : "no"),
                "ldap.pagedSearch is " + settings.paged() + ", and the server "
                        + (known ? "knows pages" : "does not list them among its controls"));
        if (known && !settings.paged()) {
            advise("The server knows pages: bwdc config ldap.pagedSearch true");
        }
        if (!known && settings.paged()) {
            advise("The server does not know pages: bwdc config ldap.pagedSearch false");
        }
    }

    private static String why(EntrySettings.ExternalId ids) {
        return switch (ids) {
            case AUTO -> "objectGUID where an entry has one, else the DN, by which a renamed user is another one";
            case DN -> "a renamed user is another one";
            case ENTRY_UUID, NS_UNIQUE_ID, OBJECT_GUID -> "a renamed user stays the same one";
        };
    }

    private void disabled(RootDse server) {
        List<String> marks = new ArrayList<>(List.of("userAccountControl"));
        scheme.entries().disabledBy().forEach(mark -> marks.add(mark.attribute()));
        var usual = usualMark(server);
        fact(
                "reading",
                "disabled by",
                marks,
                usual.map(mark -> server.vendor().title() + " has " + mark.attribute())
                        .orElse("always, and whatever ldap.disabledBy names"));
        usual.filter(mark -> !scheme.entries().disabledBy().contains(mark))
                .ifPresent(mark -> advise("Accounts disabled by " + mark.attribute()
                        + " are not seen as disabled: bwdc config ldap.disabledBy " + mark.attribute()));
    }

    private static Optional<EntrySettings.DisabledBy> usualMark(RootDse server) {
        return switch (server.vendor()) {
            case DS_389 -> Optional.of(EntrySettings.DisabledBy.NS_ACCOUNT_LOCK);
            case EDIRECTORY -> Optional.of(EntrySettings.DisabledBy.LOGIN_DISABLED);
            case OPENLDAP ->
                server.knows(RootDse.PASSWORD_POLICY)
                        ? Optional.of(EntrySettings.DisabledBy.PWD_ACCOUNT_LOCKED_TIME)
                        : Optional.empty();
            case ACTIVE_DIRECTORY, SAMBA, OTHER -> Optional.empty();
        };
    }

    private void fact(String section, String name, List<String> values, String why) {
        facts.add(new Diagnosis.Fact(section, name, values, why));
    }

    private void advise(String sentence) {
        advice.add(new Diagnosis.Advice(sentence, false));
    }
}
