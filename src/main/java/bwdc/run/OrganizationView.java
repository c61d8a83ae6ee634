package bwdc.run;

import bwdc.bitwarden.ImportRequest;
import bwdc.bitwarden.OrganizationReader;
import bwdc.bitwarden.Roster;
import bwdc.bitwarden.RosterReading;
import bwdc.bitwarden.Seats;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the organization holds, as far as its server tells and as far as asking is worth the time. */
public final class OrganizationView {
    private final OrganizationReader reader;
    private final ServerMemory memory;
    private final MembershipCache cache;
    private final Clock clock;
    private final Notices notices;
    private @Nullable RosterReading known;

    /**
     * @param folder of data.json
     * @param owner organization and server, as {@link SafetyFiles#owner}
     */
    public OrganizationView(OrganizationReader reader, Path folder, String owner, Clock clock, Notices notices) {
        this.reader = reader;
        this.notices = notices;
        this.clock = clock;
        cache = new MembershipCache(folder, owner, clock);
        memory = new ServerMemory(folder.resolve("server.json"), owner, clock);
    }

    /**
     * Members and groups, read once until {@link #forget}; a server that has refused before is not asked.
     *
     * @param remember whether a refusal is written down
     */
    RosterReading read(boolean remember) {
        var reading = known;
        if (reading == null) {
            var refused = memory.unavailable();
            reading = refused.isPresent() ? refused.get() : ask(remember);
            known = reading;
        }
        return reading;
    }

    /** The organization has changed. */
    void forget() {
        known = null;
        cache.forget();
    }

    private RosterReading ask(boolean remember) {
        var reading = reader.read();
        if (remember && reading instanceof RosterReading.Unavailable unavailable) {
            memory.remember(unavailable);
        }
        return reading;
    }

    /** Remembers that the organization is as it should be. */
    void prove() {
        memory.prove();
    }

    /** Whether it is time to look whether the organization is as it should be; where nothing can be seen, it never is. */
    boolean isLookDue(Duration every) {
        return memory.unavailable().isEmpty() && !memory.isProved(every);
    }

    Instant now() {
        return clock.instant();
    }

    /** What earlier plans have read. */
    public MembershipCache cache() {
        return cache;
    }

    Optional<Seats> seats() {
        return reader.seats();
    }

    OrganizationReader reader() {
        return reader;
    }

    /** The roster with the members of those groups that the predicate picks, a request for each. */
    Roster withMembers(Roster roster, Predicate<Roster.Group> which) {
        var wanted = roster.groups().stream().filter(which).count();
        try {
            return reader.withMembersOf(roster, which, done -> notices.comparing(done, (int) wanted));
        } finally {
            notices.done();
        }
    }

    /** Groups of the organization that an import speaks of. */
    static List<Roster.Group> imported(Roster roster, List<ImportRequest> requests) {
        Set<String> ids = new HashSet<>();
        requests.forEach(request -> request.groups().forEach(group -> ids.add(group.externalId())));
        return roster.groups().stream()
                .filter(group -> group.externalId() != null && ids.contains(group.externalId()))
                .toList();
    }

    /** At most so many, spread evenly. */
    static Set<String> sample(List<Roster.Group> groups, int most) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < Math.min(most, groups.size()); i++) {
            ids.add(groups.get((int) ((long) i * groups.size() / Math.min(most, groups.size())))
                    .id());
        }
        return Set.copyOf(ids);
    }

    /** At most so many, others each day, so that in time it is the turn of all. */
    static Set<String> turn(List<Roster.Group> groups, int most, Instant now) {
        if (groups.size() <= most) {
            return sample(groups, most);
        }
        long start = now.getEpochSecond() / 86_400 * most;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            ids.add(groups.get((int) ((start + i) % groups.size())).id());
        }
        return Set.copyOf(ids);
    }
}
