package bwdc.cli;

import bwdc.bitwarden.Roster;
import bwdc.directory.Clause;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Sighting;
import bwdc.run.Explainer;
import bwdc.settings.SafetySettings;
import bwdc.sync.GroupPaths;
import bwdc.sync.KnownUser;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything there is to say of one person.
 *
 * @param sighting their entry, empty when the directory has none
 * @param read them as the read took them
 * @param verdict what the read makes of them, one sentence
 * @param sameMail other entries with their address
 * @param groups the way into each of their groups
 * @param listedBy groups that list them all the same, although they are not read
 * @param members them in the organization, as it tells
 * @param known them as earlier runs left them
 * @param changes what the next sync does, empty when that cannot be told
 */
record PersonAnswer(
        Optional<Sighting> sighting,
        Optional<DirectoryUser> read,
        String verdict,
        List<String> sameMail,
        List<List<String>> groups,
        List<String> listedBy,
        List<Roster.Member> members,
        List<KnownUser> known,
        boolean isProtected,
        Optional<List<String>> changes) {

    static PersonAnswer of(Sighting sighting, Prospect prospect, SafetySettings safety) {
        var id = sighting.externalId();
        var read = prospect.snapshot().users().stream()
                .filter(user -> user.externalId().equals(id))
                .findFirst();
        var mail = read.map(DirectoryUser::email).or(sighting::mail).orElse("");
        var names = new HashSet<>(Set.of(Prospect.lower(id)));
        if (!mail.isEmpty()) {
            names.add(mail);
        }
        prospect.known(Set.of(Prospect.lower(id))).forEach(known -> {
            if (known.told() != null) {
                names.add(Prospect.lower(known.told()));
            }
        });
        var shared = Explainer.sameAddress(prospect.snapshot()).getOrDefault(mail, List.of());
        return new PersonAnswer(
                Optional.of(sighting),
                read,
                verdict(sighting, read, prospect),
                shared.stream().filter(dn -> !dn.equals(sighting.referenceId())).toList(),
                new GroupPaths(prospect.snapshot().groups()).ofUser(id),
                prospect.listing(sighting.referenceId()),
                prospect.members(names),
                prospect.known(names),
                names.stream().anyMatch(safety.protect()::hasMail),
                prospect.planned().map(planned -> prospect.changes(names)));
    }

    /** Somebody whom only earlier runs, or the organization, know. */
    static PersonAnswer absent(Set<String> asked, Prospect prospect, SafetySettings safety) {
        var names = new HashSet<>(asked);
        prospect.known(asked).forEach(known -> {
            names.add(Prospect.lower(known.externalId()));
            names.add(Prospect.lower(known.name()));
        });
        return new PersonAnswer(
                Optional.empty(),
                Optional.empty(),
                "the directory has no such entry, or the account may not see it",
                List.of(),
                List.of(),
                asked.stream().flatMap(name -> prospect.listing(name).stream()).toList(),
                prospect.members(names),
                prospect.known(names),
                names.stream().anyMatch(safety.protect()::hasMail),
                prospect.planned().map(planned -> prospect.changes(names)));
    }

    private static String verdict(Sighting sighting, Optional<DirectoryUser> read, Prospect prospect) {
        if (read.isPresent()) {
            var user = read.get();
            return user.deleted() ? "read as deleted" : user.disabled() ? "read as disabled" : "read as a user";
        }
        var leftOut = prospect.gathered().leftOut().get(sighting.externalId());
        if (leftOut != null) {
            return "left out: " + leftOut.why() + ", so there is nobody to invite";
        }
        return sighting.isRead() && prospect.byGroups()
                ? "not read: it is in no group that sync.groupFilter chooses"
                : notRead(sighting, "users", "sync.userPath");
    }

    /** Why a read does not take an entry. */
    static String notRead(Sighting sighting, String what, String path) {
        if (sighting.deleted()) {
            return "not read: it is deleted";
        }
        if (!sighting.inBase()) {
            return "not read: it is outside the search base (" + path + ")";
        }
        return failing(sighting.clauses())
                .map(clause -> "not read: it does not match " + clause.text() + " (" + clause.setting() + ")")
                .orElse("not read: are " + what + " synced at all?");
    }

    /** The first part that fails; of parts that all have to match, the first one of those inside. */
    private static Optional<Clause> failing(List<Clause> clauses) {
        Optional<Clause> found = Optional.empty();
        for (var clause : clauses) {
            var inside = found.isPresent()
                    && found.get().text().startsWith("(&")
                    && clause.depth() == found.get().depth() + 1;
            if (found.isPresent() && clause.depth() <= found.get().depth()) {
                return found;
            }
            if (clause.verdict() != Clause.Verdict.MATCHES && (found.isEmpty() || inside)) {
                found = Optional.of(clause);
            }
        }
        return found;
    }
}
