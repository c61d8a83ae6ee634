package bwdc.directory.ldap;

import bwdc.directory.memory.Entry;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Makes entries for a memory of those that changed, by the same rules as a full read. */
final class Intake {
    private final Scheme scheme;
    private final Accounts accounts;
    private final Searcher searcher;
    private final boolean withUids;
    private final List<String> warnings;

    /** @param withUids whether groups name people by uid */
    Intake(Scheme scheme, Accounts accounts, Searcher searcher, boolean withUids, List<String> warnings) {
        this.scheme = scheme;
        this.accounts = accounts;
        this.searcher = searcher;
        this.withUids = withUids;
        this.warnings = warnings;
    }

    /** What an entry is, empty for what the part has no use for: a group without a name is none. */
    Optional<Entry> entry(Part part, UUID id, SearchResultEntry entry) {
        return switch (part.kind()) {
            case PEOPLE -> Optional.of(person(id, entry));
            case GROUPS -> team(id, entry);
            case CONTAINERS -> Optional.of(new Entry.Container(id, entry.getDN()));
        };
    }

    private Entry person(UUID id, SearchResultEntry entry) {
        var externalId = scheme.externalId(entry);
        try {
            var mail = UserReader.email(scheme, entry).filter(text -> !text.isEmpty());
            var disabled = accounts.isDisabled(entry);
            return new Entry.Person(
                    id, entry.getDN(), externalId, mail.orElse(null), disabled && mail.isPresent(), uid(entry));
        } catch (Values.NotText e) {
            warnings.add("left out " + entry.getDN() + ": its " + e.getMessage() + " is not valid UTF-8 text");
            return new Entry.Person(id, entry.getDN(), externalId, null, false, uid(entry));
        }
    }

    private @org.jspecify.annotations.Nullable String uid(SearchResultEntry entry) {
        try {
            return withUids ? Values.first(entry, "uid").orElse(null) : null;
        } catch (Values.NotText e) {
            return null;
        }
    }

    private Optional<Entry> team(UUID id, SearchResultEntry entry) {
        try {
            var name = GroupReader.name(scheme, entry);
            return name.map(
                    title -> new Entry.Team(id, entry.getDN(), scheme.externalId(entry), title, members(entry)));
        } catch (Values.NotText e) {
            warnings.add(
                    "left out the group " + entry.getDN() + ": its " + e.getMessage() + " is not valid UTF-8 text");
            return Optional.empty();
        }
    }

    private List<String> members(SearchResultEntry entry) {
        List<String> members = new ArrayList<>();
        int next = take(entry, members);
        while (next >= 0) {
            int from = next;
            var found = new int[] {-2};
            searcher.entry(
                    entry.getDN(),
                    List.of(scheme.member() + ";range=" + from + "-*"),
                    more -> found[0] = take(more, members));
            next = found[0];
            if (next == -2 || next >= 0 && next <= from) {
                throw Fault.of(
                                ExitCode.DIRECTORY,
                                "The members of " + entry.getDN() + " from number " + from + " on could not be read.")
                        .hint("the group may have changed meanwhile: try again. Nothing was sent");
            }
        }
        return members;
    }

    /** Where the next range of members starts, -1 after the last one. */
    private int take(SearchResultEntry entry, List<String> members) {
        int next = -1;
        for (var attribute : entry.getAttributes()) {
            if (attribute.getBaseName().equalsIgnoreCase(scheme.member())) {
                members.addAll(List.of(attribute.getValues()));
                for (var option : attribute.getOptions()) {
                    if (option.toLowerCase(Locale.ROOT).startsWith("range=")) {
                        next = GroupReader.next(option);
                    }
                }
            }
        }
        return next;
    }
}
