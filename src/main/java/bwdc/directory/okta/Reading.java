package bwdc.directory.okta;

import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectoryUser;
import bwdc.directory.ReadRequest;
import bwdc.directory.cloud.GroupChoice;
import bwdc.http.SideBySide;
import bwdc.settings.SetFilter;
import bwdc.settings.Spelling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One read. An incremental one asks for the users that changed and for the groups of which Okta says that they did; where
 * that does not tell enough, everything is read after all.
 */
final class Reading {
    /** Okta's servers may differ a little about the time and about what is new: this much is looked at twice. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** More are not remembered; they are then sent twice, which changes nothing. */
    private static final int MOST_SEEN = 2000;

    private final OktaSettings settings;
    private final ReadRequest request;
    private final OktaApi api;
    private final Lists lists;
    private final Instant start;
    private final String fingerprint;
    private final NativeFilter userFilter;
    private final NativeFilter groupFilter;
    private final Set<String> leftOut = new HashSet<>();

    Reading(OktaSettings settings, ReadRequest request, OktaApi api, SideBySide sideBySide, Clock clock) {
        this.settings = settings;
        this.request = request;
        this.api = api;
        lists = new Lists(api, sideBySide, request.progress());
        start = clock.instant();
        fingerprint = settings.fingerprint();
        userFilter = new NativeFilter(settings.userFilter().query());
        groupFilter = new NativeFilter(settings.groupFilter().query());
    }

    DirectorySnapshot snapshot() {
        var snapshot = memory().flatMap(this::incremental).orElseGet(this::full);
        api.provenWhole();
        return snapshot;
    }

    /** What the last read left, when this one may go by it. */
    private Optional<Memory> memory() {
        var sync = settings.sync();
        var possible = !request.full()
                && (!sync.users() || request.lastUserSync().isPresent())
                && (!sync.groups() || request.lastGroupSync().isPresent());
        return possible ? Memory.of(request.cursor(), fingerprint) : Optional.empty();
    }

    private DirectorySnapshot full() {
        List<Person> deactivated = new ArrayList<>();
        List<Person> others = new ArrayList<>();
        List<ReadGroup> groups = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        if (settings.sync().users()) {
            tasks.add(() -> deactivated.addAll(lists.people(userFilter.deprovisioned())));
            tasks.add(() -> others.addAll(lists.people(userFilter)));
        }
        if (settings.sync().groups()) {
            tasks.add(() -> groups.addAll(lists.withMembers(chosenGroups())));
        }
        SideBySide.run(tasks);
        // Deactivated ones first, as the reference has them mostly.
        return snapshot(People.of(deactivated, others), groups, Optional.empty());
    }

    private List<ReadGroup> chosenGroups() {
        return lists.groups(groupFilter).stream()
                .filter(group -> isChosen(settings.groupFilter(), Spelling.normal(group.name())))
                .toList();
    }

    private static boolean isChosen(SetFilter filter, String name) {
        return filter.named().map(named -> named.keeps(name)).orElse(true);
    }

    /** Empty when the changes do not tell who belongs to the chosen groups now. */
    private Optional<DirectorySnapshot> incremental(Memory before) {
        var people = changedPeople(before);
        var groups = new GroupChanges(before, lists, groupFilter, this::chosenGroups).groups(people, settings.sync());
        var choosing =
                settings.groupFilter().named().isPresent() && settings.sync().users();
        return choosing && !groups.equals(before.groups())
                ? Optional.empty()
                : Optional.of(snapshot(people, groups, Optional.of(before)));
    }

    private People changedPeople(Memory before) {
        if (!settings.sync().users()) {
            return People.NONE;
        }
        var since = before.since();
        var changed = userFilter.since(since);
        // A filter lets deactivated people through unless it asks for a status.
        return userFilter.asksForStatus()
                ? People.of(lists.people(NativeFilter.DEPROVISIONED.since(since)), lists.people(changed))
                : People.of(List.of(), lists.people(changed));
    }

    private DirectorySnapshot snapshot(People people, List<ReadGroup> groups, Optional<Memory> before) {
        var users = users(before.map(memory -> people.without(memory.seen())).orElse(people));
        var directoryGroups = groups.stream().map(ReadGroup::group).toList();
        groups.forEach(
                group -> request.findings().members(group.id(), group.members().size(), List.of()));
        var chosen = settings.groupFilter().named().isPresent()
                        && settings.sync().groups()
                ? GroupChoice.users(users, directoryGroups, settings.sync().removeDisabled())
                : users;
        var isSame = before.filter(memory -> memory.groups().equals(groups)).isPresent();
        return new DirectorySnapshot(
                chosen,
                isSame && chosen.stream().allMatch(DirectoryUser::deleted)
                        ? List.<DirectoryGroup>of()
                        : directoryGroups,
                before.isEmpty(),
                leftOut,
                List.of(),
                next(people, groups).cursor(),
                List.of());
    }

    private Memory next(People people, List<ReadGroup> groups) {
        var since = api.begun().orElse(start).minus(OVERLAP);
        var seen = people.changedAfter(since);
        return new Memory(fingerprint, since, seen.size() > MOST_SEEN ? Set.of() : seen, groups);
    }

    private List<DirectoryUser> users(People people) {
        return people.all().stream().filter(this::isUser).map(Person::user).toList();
    }

    private boolean isUser(Person person) {
        if (person.email().isEmpty() && !person.isDeprovisioned()) {
            leftOut.add(person.id());
            request.findings().leftOut(person.id(), person.id(), "without mail");
            return false;
        }
        return settings.userFilter()
                .named()
                .map(named -> named.keeps(person.email().orElse(null)))
                .orElse(true);
    }
}
