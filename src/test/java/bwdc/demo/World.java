package bwdc.demo;

import bwdc.directory.Cursor;
import bwdc.directory.DirectoryGroup;
import bwdc.directory.DirectorySnapshot;
import bwdc.directory.DirectorySource;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Inquiry;
import bwdc.directory.ReadRequest;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A directory in memory where people come, move and go at random, and what can go wrong while it is read. */
final class World {
    private final Random random;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Team> teams = new LinkedHashMap<>();
    private int counter;
    private long version;

    /** Whether it remembers what was deleted, as Active Directory does, and since when. */
    private final boolean remembers;

    private final Map<String, Long> deleted = new LinkedHashMap<>();

    /** How the next read goes. */
    Mishap mishap = Mishap.NONE;

    /** What can go wrong with a read. */
    enum Mishap {
        NONE,
        /** The connection is cut, a page or a range is missing, a limit is met: the source notices. */
        NOTICED,
        /** The account lost the right to see some people: nothing shows it. */
        UNNOTICED,
        /** The same, with nobody left. */
        EMPTY
    }

    private static final class Person {
        private final String id;
        private String mail;
        private boolean disabled;
        private boolean withoutMail;
        private long changed;

        Person(String id, String mail) {
            this.id = id;
            this.mail = mail;
        }
    }

    private static final class Team {
        private final String id;
        private String name;
        private final Set<String> members = new LinkedHashSet<>();
        private final Set<String> inner = new LinkedHashSet<>();
        private long changed;

        Team(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    World(Random random) {
        this.random = random;
        int size = 3 + random.nextInt(30);
        remembers = size % 2 == 0;
        for (int i = 0; i < size; i++) {
            join();
        }
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            found();
        }
    }

    /** Some hours pass. */
    void goOn() {
        version++;
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change();
        }
        if (random.nextInt(15) == 0) {
            catastrophe();
        }
    }

    private void change() {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> join();
            case 3, 4 -> any().ifPresent(each -> remove(each.id));
            case 5 -> any().ifPresent(each -> each.disabled = !each.disabled);
            case 6 -> any().ifPresent(each -> each.mail = "m" + counter++ + "@acme.example");
            case 7 -> swapMails();
            case 8 -> any().ifPresent(this::move);
            case 9 -> any().ifPresent(each -> each.withoutMail = !each.withoutMail);
            case 10 -> found();
            case 11 -> team().ifPresent(each -> teams.remove(each.id));
            case 12 -> team().ifPresent(each -> each.name = "renamed " + counter++);
            default -> regroup();
        }
        people.values().forEach(each -> each.changed = random.nextInt(3) == 0 ? version : each.changed);
    }

    private void catastrophe() {
        var share = 2 + random.nextInt(3);
        switch (random.nextInt(3)) {
            case 0 ->
                List.copyOf(people.keySet()).stream()
                        .filter(id -> random.nextInt(share) > 0)
                        .forEach(this::remove);
            case 1 ->
                people.values().stream()
                        .filter(each -> random.nextInt(share) > 0)
                        .forEach(each -> {
                            each.disabled = true;
                            each.changed = version;
                        });
            default ->
                teams.values().forEach(each -> {
                    each.members.removeIf(id -> random.nextInt(share) > 0);
                    each.changed = version;
                });
        }
    }

    private void join() {
        int number = counter++;
        var person = new Person("id" + number, "m" + number + "@acme.example");
        person.changed = version;
        people.put(person.id, person);
    }

    private void found() {
        int number = counter++;
        var team = new Team("g" + number, "group " + number);
        team.changed = version;
        people.keySet().stream().filter(id -> random.nextInt(3) == 0).forEach(team.members::add);
        teams.put(team.id, team);
    }

    private void remove(String id) {
        people.remove(id);
        if (remembers) {
            deleted.put(id, version);
        }
        teams.values().forEach(team -> {
            if (team.members.remove(id)) {
                team.changed = version;
            }
        });
    }

    private void swapMails() {
        any().ifPresent(one -> any().ifPresent(other -> {
            var mail = one.mail;
            one.mail = other.mail;
            other.mail = mail;
            one.changed = version;
            other.changed = version;
        }));
    }

    /** An entry is moved: the same person under another id. */
    private void move(Person person) {
        remove(person.id);
        var moved = new Person("id" + counter++, person.mail);
        moved.changed = version;
        people.put(moved.id, moved);
    }

    private void regroup() {
        team().ifPresent(one -> {
            any().ifPresent(person -> {
                if (!one.members.remove(person.id)) {
                    one.members.add(person.id);
                }
            });
            team().ifPresent(other -> one.inner.add(other.id));
            one.changed = version;
        });
    }

    private java.util.Optional<Person> any() {
        var person = pick(people.values());
        person.ifPresent(each -> each.changed = version);
        return person;
    }

    private java.util.Optional<Team> team() {
        return pick(teams.values());
    }

    private <T> java.util.Optional<T> pick(java.util.Collection<T> all) {
        return all.stream().skip(all.isEmpty() ? 0 : random.nextInt(all.size())).findFirst();
    }

    /** Everybody active, by external id, with their address. */
    Map<String, String> active(boolean disabledToo) {
        Map<String, String> found = new LinkedHashMap<>();
        people.values().stream()
                .filter(each -> !each.withoutMail && (disabledToo || !each.disabled))
                .forEach(each -> found.put(each.id, each.mail));
        return found;
    }

    /** Whether somebody is in the directory in whatever state. */
    boolean has(String id) {
        return people.containsKey(id);
    }

    /** Whether it tells what has changed. */
    boolean tells;

    private final Map<String, Kept> kept = new HashMap<>();

    /**
     * A source over it; one that can be incremental reads everything again only when it is asked to.
     *
     * @param seen what the reads of one machine tell it, by external id; without an address for those left out
     */
    DirectorySource source(boolean incremental, Map<String, DirectoryUser> seen) {
        return new DirectorySource() {
            @Override
            public DirectorySnapshot read(ReadRequest request) {
                return World.this.read(request, incremental, seen);
            }

            @Override
            public Inquiry inquiry() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }

    private DirectorySnapshot read(ReadRequest request, boolean incremental, Map<String, DirectoryUser> seen) {
        if (mishap == Mishap.NOTICED) {
            throw Fault.of(ExitCode.DIRECTORY, "the read did not end whole");
        }
        if (tells && incremental) {
            return told(request, seen);
        }
        var before = request.cursor().values().get("version");
        var changesOnly = incremental && !request.full() && before != null;
        long since = changesOnly ? Long.parseLong(before) : -1;
        Set<String> hidden = hidden();
        List<DirectoryUser> users = new ArrayList<>();
        Set<String> leftOut = new HashSet<>();
        for (var each : people.values()) {
            if (each.changed <= since || hidden.contains(each.id)) {
                continue;
            }
            if (each.withoutMail) {
                leftOut.add(each.id);
            } else {
                users.add(new DirectoryUser("dn " + each.id, each.id, each.mail, each.disabled, false));
            }
        }
        var groupsChanged =
                !changesOnly || !users.isEmpty() || teams.values().stream().anyMatch(each -> each.changed > since);
        List<DirectoryGroup> groups = new ArrayList<>();
        if (groupsChanged && mishap != Mishap.EMPTY) {
            teams.values()
                    .forEach(each -> groups.add(new DirectoryGroup(
                            each.id,
                            each.id,
                            each.name,
                            each.members.stream()
                                    .filter(id -> !hidden.contains(id))
                                    .toList(),
                            List.copyOf(each.inner))));
        }
        if (!changesOnly) {
            seen.clear();
        }
        users.forEach(each -> seen.put(each.externalId(), each));
        leftOut.forEach(id -> seen.put(id, new DirectoryUser("", id, null, false, false)));
        var next = incremental ? new Cursor(Map.of("version", Long.toString(version))) : Cursor.NONE;
        Set<String> gone = new HashSet<>();
        deleted.forEach((id, when) -> {
            if (when > since) {
                gone.add(id);
                seen.remove(id);
            }
        });
        return new DirectorySnapshot(users, groups, !changesOnly, leftOut, List.of(), next, List.of(), gone);
    }

    private Set<String> hidden() {
        Set<String> hidden = new HashSet<>();
        if (mishap == Mishap.EMPTY) {
            hidden.addAll(people.keySet());
        } else if (mishap == Mishap.UNNOTICED) {
            people.keySet().stream().filter(id -> random.nextInt(2) == 0).forEach(hidden::add);
        }
        return hidden;
    }

    /** Reads that go by what changed since one that the organization agreed to, as long as that is remembered. */
    private DirectorySnapshot told(ReadRequest request, Map<String, DirectoryUser> seen) {
        var hidden = hidden();
        Map<String, DirectoryUser> users = new LinkedHashMap<>();
        Set<String> leftOut = new HashSet<>();
        people.values().stream().filter(each -> !hidden.contains(each.id)).forEach(each -> {
            if (each.withoutMail) {
                leftOut.add(each.id);
            } else {
                users.put(each.id, new DirectoryUser("dn " + each.id, each.id, each.mail, each.disabled, false));
            }
        });
        List<DirectoryGroup> groups = new ArrayList<>();
        if (mishap != Mishap.EMPTY) {
            teams.values()
                    .forEach(each -> groups.add(new DirectoryGroup(
                            each.id,
                            each.id,
                            each.name,
                            each.members.stream()
                                    .filter(id -> !hidden.contains(id))
                                    .toList(),
                            List.copyOf(each.inner))));
        }
        seen.clear();
        seen.putAll(users);
        leftOut.forEach(id -> seen.put(id, new DirectoryUser("", id, null, false, false)));
        var mark = "mark " + kept.size();
        var bytes = mark.getBytes(StandardCharsets.UTF_8);
        var whole = new DirectorySnapshot(
                List.copyOf(users.values()),
                groups,
                true,
                leftOut,
                List.of(),
                new Cursor(Map.of("version", mark), () -> Optional.of(bytes)),
                List.of());
        try {
            var now = Kept.of(users, leftOut, whole);
            kept.put(mark, now);
            return before(request).map(old -> now.since(old, whole)).orElse(whole);
        } catch (Fault conflict) {
            kept.put(mark, new Kept(Map.of(), Set.of(), Map.of()));
            return whole;
        }
    }

    private Optional<Kept> before(ReadRequest request) {
        var mark = request.cursor().values().get("version");
        var memory = request.cursor().memory().get().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return request.full() || mark == null || !memory.equals(Optional.of(mark))
                ? Optional.empty()
                : Optional.ofNullable(kept.get(mark)).filter(old -> !old.users().isEmpty());
    }
}
