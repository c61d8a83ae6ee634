package bwdc.directory.ldap;

import bwdc.directory.Clause;
import bwdc.directory.Sighting;
import bwdc.settings.Spelling;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes an entry as a read would look at it, whether the read takes it or not. */
final class Portrait {
    private static final List<String> MAILS =
            List.of("mail", "proxyAddresses", "userPrincipalName", "mailAlternateAddress", "otherMailbox");

    private final SmallSearches searches;
    private final Scheme scheme;
    private final Accounts accounts;
    private final SearchArea area;

    Portrait(SmallSearches searches, Scheme scheme, Accounts accounts, SearchArea area) {
        this.searches = searches;
        this.scheme = scheme;
        this.accounts = accounts;
        this.area = area;
    }

    static List<String> attributes(Scheme scheme) {
        List<String> names = new ArrayList<>(scheme.userAttributes());
        names.addAll(MAILS);
        names.addAll(Accounts.ATTRIBUTES);
        names.add("objectClass");
        return names.stream().distinct().toList();
    }

    Sighting person(SearchResultEntry entry) {
        return sighting(entry, area.hasUser(entry.getDN()), area.users());
    }

    Sighting group(SearchResultEntry entry) {
        return sighting(entry, area.hasGroup(entry.getDN()), area.groups());
    }

    private Sighting sighting(SearchResultEntry entry, boolean inBase, List<Filters.Part> parts) {
        var deleted = Accounts.isDeleted(entry);
        var mail = mail(entry);
        return new Sighting(
                entry.getDN(),
                "",
                scheme.externalId(entry),
                EntryKind.words(entry, scheme),
                deleted,
                inBase ? Sighting.Place.INSIDE : Sighting.Place.OUTSIDE,
                deleted ? List.<Clause>of() : Clauses.of(searches, entry.getDN(), parts),
                accounts.signs(entry),
                mail,
                mailFrom(entry),
                others(entry, mail.orElse("")));
    }

    private Optional<String> mail(SearchResultEntry entry) {
        try {
            return UserReader.email(scheme, entry).filter(text -> !text.isEmpty());
        } catch (Values.NotText e) {
            return Optional.empty();
        }
    }

    private String mailFrom(SearchResultEntry entry) {
        var own = Values.find(entry, scheme.email());
        return (own == null || own.size() == 0) && scheme.emailPrefix().isPresent()
                ? scheme.emailPrefix().get() + " and sync.emailSuffix"
                : scheme.email();
    }

    private List<String> others(SearchResultEntry entry, String used) {
        List<String> found = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(scheme.email()));
        names.addAll(MAILS);
        names.stream().distinct().forEach(name -> {
            var attribute = Values.find(entry, name);
            if (attribute != null) {
                for (var value : attribute.getValues()) {
                    var line = name + ": " + value;
                    if (!Values.lower(Spelling.trim(value)).equals(used) && !found.contains(line)) {
                        found.add(line);
                    }
                }
            }
        });
        return found;
    }
}
