package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import bwdc.directory.Inquiry;
import bwdc.directory.Sighting;
import bwdc.directory.Sightings;
import bwdc.directory.Whereabouts;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks an LDAP directory about single entries, over a connection that is opened with the first question. */
final class LdapInquiry implements Inquiry {
    /** Who looks for one person need not see more. */
    private static final int MOST_FOUND = 10;

    private static final int MOST_MEMBERS = 2_000;

    private final LdapSettings settings;
    private final Scheme scheme;
    private final Accounts accounts;
    private final SearchArea area;
    private final ServerChoice choice;
    private final Consumer<String> debug;
    private final String root;
    private @Nullable ChosenServer server;

    LdapInquiry(
            LdapSettings settings,
            Scheme scheme,
            Accounts accounts,
            SearchArea area,
            ServerChoice choice,
            Consumer<String> debug) {
        this.settings = settings;
        this.scheme = scheme;
        this.accounts = accounts;
        this.area = area;
        this.choice = choice;
        this.debug = debug;
        root = SearchBase.root(settings.rootPath()).orElse(area.userBases().getFirst());
    }

    private SmallSearches searches() {
        var open = server;
        if (open == null) {
            open = choice.open(Cursor.NONE);
            server = open;
        }
        return new SmallSearches(open.connection(), open.settings());
    }

    @Override
    public Sightings people(String text) {
        var search = new Search(new Portrait(searches(), scheme, accounts, area)::person);
        if (search.isEntry(text)) {
            return search.result();
        }
        search.below(root, NameFilters.people(scheme, text));
        if (settings.activeDirectory()) {
            search.below("CN=Deleted Objects," + root, NameFilters.deleted(scheme, text));
        }
        return search.result();
    }

    @Override
    public Sightings groups(String text) {
        var search = new Search(new Portrait(searches(), scheme, accounts, area)::group);
        if (!search.isEntry(text)) {
            search.below(root, NameFilters.groups(scheme, text));
        }
        return search.result();
    }

    @Override
    public Map<String, Whereabouts> whereabouts(Collection<String> values) {
        Map<String, Whereabouts> found = new LinkedHashMap<>();
        if (values.isEmpty()) {
            return found;
        }
        var fates = new MemberFates(searches(), scheme, area, root);
        for (var value : values) {
            if (!found.containsKey(value)) {
                found.put(
                        value,
                        found.size() < MOST_MEMBERS ? fates.of(value) : new Whereabouts(Whereabouts.Kind.UNASKED, ""));
            }
        }
        debug.accept("looked for " + Math.min(found.size(), MOST_MEMBERS) + " members one by one");
        return found;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    /** One search after another, and what they found. */
    private final class Search {
        private final Function<SearchResultEntry, Sighting> portrait;
        private final List<String> searched = new ArrayList<>();
        private final Map<String, Sighting> found = new LinkedHashMap<>();
        private boolean more;

        Search(Function<SearchResultEntry, Sighting> portrait) {
            this.portrait = portrait;
        }

        /** Whether the text is the DN of an entry; a name may look like one. */
        boolean isEntry(String dn) {
            if (dn.indexOf('=') <= 0 || !DN.isValidDN(dn)) {
                return false;
            }
            var answer = searches().entry(dn, Filter.createPresenceFilter("objectClass"), Portrait.attributes(scheme));
            take("the entry \"" + dn + "\"", answer);
            return !found.isEmpty();
        }

        void below(String base, Filter filter) {
            var answer = searches().subtree(base, filter, MOST_FOUND, Portrait.attributes(scheme));
            take("below \"" + base + "\" for " + filter, answer);
        }

        private void take(String where, SmallSearches.Answer answer) {
            var code = answer.code();
            more |= code.equals(ResultCode.SIZE_LIMIT_EXCEEDED);
            searched.add(
                    code.equals(ResultCode.SUCCESS) || more
                            ? where
                            : where + ": " + code.getName() + " (" + code.intValue() + ")");
            answer.entries().forEach(entry -> found.computeIfAbsent(entry.getDN(), dn -> portrait.apply(entry)));
        }

        Sightings result() {
            var sorted = found.values().stream()
                    .sorted(Comparator.comparing((Sighting each) -> !each.isRead())
                            .thenComparing(each -> !each.inBase()))
                    .toList();
            return new Sightings(searched, sorted, more);
        }
    }
}
