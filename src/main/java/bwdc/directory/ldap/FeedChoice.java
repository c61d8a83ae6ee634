package bwdc.directory.ldap;

import bwdc.settings.EntrySettings.DisabledBy;
import com.unboundid.ldap.sdk.Filter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether a server can be asked what has changed, and why not.
 *
 * @param feed makes the one that does, of the searches and of what the server tells of itself; empty where there is none
 * @param reason part of a sentence
 */
record FeedChoice(Optional<Function<List<Part>, ChangeFeed>> feed, String reason) {
    /** Attributes that servers work out: they change without a change of their entry. */
    private static final Set<String> WORKED_OUT = Set.of(
            "memberof", "ismemberof", "hassubordinates", "numsubordinates", "entrydn", "nsrole", "pwdlastsuccess");

    /**
     * Attributes that each domain controller of Active Directory has for itself, or works out ([MS-ADTS] 3.1.1.4.5):
     * changes of these are not told.
     */
    private static final Set<String> OF_ONE_SERVER = Set.of(
            "lastlogon",
            "lastlogoff",
            "logoncount",
            "badpwdcount",
            "badpasswordtime",
            "whenchanged",
            "usnchanged",
            "modifytimestamp",
            "anr",
            "canonicalname",
            "msds-user-account-control-computed",
            "tokengroups");

    private static final Set<Integer> GLOBAL_CATALOGUE = Set.of(3268, 3269);

    /** What settings alone decide, empty where it is up to the server. */
    static Optional<FeedChoice> bySettings(LdapSettings settings, Scheme scheme, List<Filter> filters) {
        if (scheme.entries().memberOf().isPresent()) {
            return none("users name their groups (ldap.memberOf), and who joins a group changes no entry");
        }
        if (scheme.entries().primaryGroups()) {
            return none("who has another primary group (ldap.primaryGroup) changes no group");
        }
        if (scheme.entries().disabledBy().contains(DisabledBy.SHADOW_EXPIRE)
                || scheme.entries().expiredAreDisabled()) {
            return none("accounts end by the clock, without a change of their entries");
        }
        if (settings.activeDirectory() && GLOBAL_CATALOGUE.contains(settings.port())) {
            return none("the global catalogue does not tell what has changed");
        }
        return filters.stream()
                .flatMap(filter -> Filters.attributes(filter).stream())
                .filter(name -> isUntold(name.toLowerCase(Locale.ROOT), settings.activeDirectory()))
                .findFirst()
                .flatMap(name -> none("a filter asks for " + name + ", which changes without a change of the entry"));
    }

    private static boolean isUntold(String name, boolean activeDirectory) {
        return WORKED_OUT.contains(name) || activeDirectory && OF_ONE_SERVER.contains(name);
    }

    private static Optional<FeedChoice> none(String reason) {
        return Optional.of(new FeedChoice(Optional.empty(), reason));
    }

    /** What a server offers, where the settings leave it open. */
    static FeedChoice byServer(RootDse server, LdapSettings settings, Scheme scheme) {
        return switch (server.vendor()) {
            case OPENLDAP, DS_389 -> settings.activeDirectory() ? otherThan("true") : byContent(server);
            case ACTIVE_DIRECTORY, SAMBA -> settings.activeDirectory() ? byDirSync(server, scheme) : otherThan("false");
            case EDIRECTORY, OTHER -> without("the server is not known to tell what has changed");
        };
    }

    private static FeedChoice byContent(RootDse server) {
        var offered = server.knows(RootDse.CONTENT_SYNC);
        if (server.vendor() == RootDse.Vendor.OPENLDAP) {
            return offered
                    ? new FeedChoice(Optional.of(OpenLdapFeed::new), "OpenLDAP tells what has changed")
                    : without("the overlay syncprov is not loaded");
        }
        return offered
                ? new FeedChoice(
                        Optional.of(parts -> new Ds389Feed(parts, server)),
                        "389 Directory Server tells what has changed")
                : without("the plug-in Content Synchronization is not enabled");
    }

    private static FeedChoice byDirSync(RootDse server, Scheme scheme) {
        return server.knows(RootDse.DIR_SYNC)
                ? new FeedChoice(
                        Optional.of(parts ->
                                new DirSyncFeed(parts, server, List.of(scheme.userClass(), scheme.groupClass()))),
                        "Active Directory tells what has changed")
                : without("the server does not offer directory synchronization");
    }

    private static FeedChoice otherThan(String value) {
        return without("ldap.ad is " + value + ", and the server is another one");
    }

    private static FeedChoice without(String reason) {
        return new FeedChoice(Optional.empty(), reason);
    }
}
