package bwdc.directory.ldap;

import bwdc.directory.Cursor;
import bwdc.directory.DirectoryUser;
import bwdc.directory.Fingerprint;
import bwdc.directory.memory.Entry;
import bwdc.directory.memory.Memory;
import bwdc.directory.memory.MemoryBuilder;
import bwdc.directory.memory.MemoryBytes;
import bwdc.directory.memory.Merge;
import bwdc.directory.memory.Merged;
import bwdc.directory.memory.PartChanges;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a directory that tells what changes in it: reads the changes into what is remembered of the last read, or, while
 * everything is read, remembers that for the next time.
 */
final class ChangeTracking {
    /** Names the memory that a cursor goes with; another one is of a run that was cut off. */
    private static final String MARK = "ldap.memory";

    private static final String OBSTACLE = "ldap.obstacle";
    private static final String OBSTACLE_OF = "ldap.obstacleOf";

    /** What makes a group a dynamic one (draft-haripriya-dynamicgroup 2). */
    static final String DYNAMIC = "memberURL";

    private final ChangeFeed feed;
    private final List<Part> parts;
    private final String fingerprint;
    private final String mark;
    private final Searcher searcher;
    private final Consumer<String> way;
    private final NameMeaning meaning = new NameMeaning();
    private final MemoryBuilder builder = new MemoryBuilder(meaning);
    private final Parents parents;
    private Map<String, String> cookies = Map.of();
    private int people;
    private Optional<String> obstacle = Optional.empty();

    /**
     * Starts.
     *
     * @param mark for a new memory
     * @param way told how the directory is read, and why
     */
    ChangeTracking(
            ChangeFeed feed,
            List<Part> parts,
            String fingerprint,
            String mark,
            Searcher searcher,
            Consumer<String> way) {
        this.feed = feed;
        this.parts = parts;
        this.fingerprint = fingerprint;
        this.mark = mark;
        this.searcher = searcher;
        this.way = way;
        parents = new Parents(parts.stream().map(Part::base).toList());
    }

    /**
     * What changed since the last read.
     *
     * @param told the changes
     * @param next what the next run starts from, which is what this one did when nothing happened at all
     * @param deleted ids of entries that the server remembers as deleted
     */
    record Followed(Merged.Told told, Cursor next, Set<UUID> deleted) {}

    /** Makes what reads entries. */
    interface IntakeMaker {
        /** @param withUids whether groups name people by uid */
        Intake make(boolean withUids);
    }

    /** What changed since the last read, empty when everything has to be read. */
    Optional<Followed> changes(Cursor before, Remembered remembered, IntakeMaker maker) {
        var memory = remembered.get();
        if (memory.isEmpty() || !memory.get().mark().equals(before.values().get(MARK))) {
            return everything("there is no memory of the last run to go on from");
        }
        if (!memory.get().fingerprint().equals(fingerprint)) {
            return everything("settings or server are others than at the last run");
        }
        var intake = maker.make(memory.get().namesUids());
        return switch (feed.since(memory.get(), searcher, intake)) {
            case Changes.Unknown(var reason) -> everything(reason);
            case Changes.Told told -> merged(before, memory.get(), told);
        };
    }

    private Optional<Followed> merged(Cursor cursor, Memory before, Changes.Told answer) {
        var changes = answer.parts();
        if (!before.namesUids() && changes.stream().anyMatch(ChangeTracking::namesUids)) {
            return everything("a group names its members by uid, which none did before");
        }
        return switch (Merge.of(before, changes, meaning, feed.listing(), mark, answer.cookies())) {
            case Merged.Unclear(var reason) -> everything(reason);
            case Merged.Told told -> {
                way.accept("read what changed, by " + feed.title() + ": " + entries(changes));
                var same = told.isEmpty() && answer.cookies().equals(before.cookies());
                yield Optional.of(new Followed(told, same ? cursor : cursor(told.after()), answer.deleted()));
            }
        };
    }

    private static String entries(List<PartChanges> changes) {
        int there = changes.stream().mapToInt(each -> each.there().size()).sum();
        return there + (there == 1 ? " entry" : " entries");
    }

    private static boolean namesUids(PartChanges changes) {
        return changes.there().stream()
                .anyMatch(entry -> entry instanceof Entry.Team team
                        && !team.members().stream().allMatch(Members::isDn));
    }

    private Optional<Followed> everything(String reason) {
        way.accept("reads everything: " + reason);
        return Optional.empty();
    }

    private static Cursor cursor(Memory memory) {
        return new Cursor(Map.of(MARK, memory.mark()), () -> Optional.of(MemoryBytes.of(memory)));
    }

    /** Comes before a full read, and tells whether the server will tell of changes after it. */
    boolean begins() {
        try {
            cookies = feed.begin(searcher);
            return true;
        } catch (LDAPException e) {
            way.accept("changes cannot be followed: " + LdapFaults.reason(e));
            return false;
        }
    }

    String idAttribute() {
        return feed.idAttribute();
    }

    /** Somebody, in the order of their places. */
    void person(int part, SearchResultEntry entry, String externalId, Optional<DirectoryUser> user) {
        feed.id(entry)
                .ifPresentOrElse(
                        id -> builder.person(
                                part,
                                id,
                                entry.getDN(),
                                externalId,
                                user.map(DirectoryUser::email).orElse(null),
                                user.map(DirectoryUser::disabled).orElse(false)),
                        () -> unreadable(entry));
        parents.entry(entry.getDN());
        people++;
    }

    /** A group, in the order of its place among groups, after all people. */
    void team(int part, SearchResultEntry entry, String externalId, String title, int samePerson) {
        feed.id(entry)
                .ifPresentOrElse(
                        id -> builder.team(part, id, entry.getDN(), externalId, title, samePerson),
                        () -> unreadable(entry));
        parents.entry(entry.getDN());
        if (entry.hasAttribute(DYNAMIC)) {
            obstacle = Optional.of(
                    entry.getDN() + " is a dynamic group, whose members change without a change of its" + " entry");
        }
    }

    private void unreadable(SearchResultEntry entry) {
        obstacle = Optional.of("the " + feed.idAttribute() + " of " + entry.getDN() + " cannot be read");
    }

    /** Comes last; finds what has entries below it. */
    void containers() {
        for (var part : parts) {
            if (part.kind() == Part.Kind.CONTAINERS) {
                searcher.subtree(part.base(), part.filter(), List.of(feed.idAttribute()), entry -> {
                    feed.id(entry)
                            .ifPresentOrElse(
                                    id -> builder.container(part.number(), id, entry.getDN()), () -> unreadable(entry));
                    parents.container(entry.getDN());
                });
            }
        }
        parents.unknown()
                .ifPresent(dn -> obstacle =
                        Optional.of(dn + " has entries below it, and a change of its name would" + " not be told"));
    }

    /**
     * What the next run starts from after everything was read.
     *
     * @param otherwise where changes cannot be followed
     */
    Cursor next(Cursor otherwise) {
        if (obstacle.isPresent()) {
            way.accept("changes cannot be followed: " + obstacle.get());
            return with(obstacle, fingerprint, otherwise);
        }
        return cursor(builder.memory(mark, fingerprint, cookies));
    }

    /** The same, which tells later runs why changes cannot be followed here. */
    static Cursor with(Optional<String> obstacle, String fingerprint, Cursor next) {
        var values = new HashMap<>(next.values());
        obstacle.ifPresent(reason -> {
            values.put(OBSTACLE, reason);
            values.put(OBSTACLE_OF, Fingerprint.of(List.of(fingerprint)));
        });
        return next.with(values);
    }

    /** Why an earlier full read found that changes cannot be followed here. */
    static Optional<String> obstacle(Cursor before, String fingerprint) {
        return Optional.ofNullable(before.values().get(OBSTACLE))
                .filter(any -> Fingerprint.of(List.of(fingerprint))
                        .equals(before.values().get(OBSTACLE_OF)));
    }

    /** Takes the members of groups, whose rows come after those of all people. */
    MemberSink sink() {
        return new MemberSink() {
            @Override
            public void user(int group, int place) {
                if (obstacle.isEmpty()) {
                    builder.member(people + group, place);
                }
            }

            @Override
            public void inner(int outer, int inner) {
                if (obstacle.isEmpty()) {
                    builder.member(people + outer, people + inner);
                }
            }

            @Override
            public void other(int group, String value) {
                if (obstacle.isEmpty()) {
                    builder.member(people + group, Members.plain(value));
                }
            }
        };
    }

    /** Comes after the groups, where they name people by uid: who has which. */
    void uids(List<@Nullable String> uids) {
        builder.withUids();
        for (int place = 0; place < uids.size() && obstacle.isEmpty(); place++) {
            var uid = uids.get(place);
            if (uid != null) {
                builder.uid(place, uid);
            }
        }
    }
}
