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

    /** What settings alone decide, empty where it is up to the server. */
    static Optional<FeedChoice> bySettings(boolean activeDirectory, Scheme scheme, List<Filter> filters) {
        if (activeDirectory) {
            return none("Active Directory has no content synchronization");
        }
        if (scheme.entries().memberOf().isPresent()) {
            return none("users name their groups (ldap.memberOf), and who joins a group changes no entry");
        }
        if (scheme.entries().disabledBy().contains(DisabledBy.SHADOW_EXPIRE)
                || scheme.entries().expiredAreDisabled()) {
            return none("accounts end by the clock, without a change of their entries");
        }
        return filters.stream()
                .map(FeedChoice::workedOut)
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(name -> none("a filter asks for " + name + ", which changes without a change of the entry"));
    }

    private static Optional<FeedChoice> none(String reason) {
        return Optional.of(new FeedChoice(Optional.empty(), reason));
    }

    private static Optional<String> workedOut(Filter filter) {
        var name = filter.getAttributeName();
        if (name != null && WORKED_OUT.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of(name);
        }
        if (filter.getNOTComponent() != null) {
            return workedOut(filter.getNOTComponent());
        }
        for (var inner : filter.getComponents()) {
            var found = workedOut(inner);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What a server offers, where the settings leave it open. */
    static FeedChoice byServer(RootDse server) {
        var offered = server.knows(RootDse.CONTENT_SYNC);
        return switch (server.vendor()) {
            case OPENLDAP ->
                offered
                        ? new FeedChoice(Optional.of(OpenLdapFeed::new), "OpenLDAP tells what has changed")
                        : new FeedChoice(Optional.empty(), "the overlay syncprov is not loaded");
            case DS_389 ->
                offered
                        ? new FeedChoice(
                                Optional.of(parts -> new Ds389Feed(parts, server)),
                                "389 Directory Server tells what has changed")
                        : new FeedChoice(Optional.empty(), "the plug-in Content Synchronization is not enabled");
            case ACTIVE_DIRECTORY, SAMBA, EDIRECTORY, OTHER ->
                new FeedChoice(Optional.empty(), "the server is not known to tell what has changed");
        };
    }
}
