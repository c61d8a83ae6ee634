package bwdc.run;

import bwdc.bitwarden.Roster;
import bwdc.host.AtomicFile;
import bwdc.json.Json;
import bwdc.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code memberships.json} beside data.json: who was in which group when a plan was made. In a large organization reading
 * them takes the better part of an hour, because each group is a request and 200 may be made in a minute. Only plans use
 * it, they say so, and the next import makes it worthless.
 */
public final class MembershipCache {
    /** So many groups are read anew each time: that takes a minute at most. */
    static final int FEW = 150;

    private static final Duration GOOD_FOR = Duration.ofHours(12);

    private final Path file;
    private final String owner;
    private final Clock clock;

    /** @param folder of data.json */
    public MembershipCache(Path folder, String owner, Clock clock) {
        file = folder.resolve("memberships.json");
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * Groups with the members that they had.
     *
     * @param read when
     */
    record Found(Instant read, Set<String> groupIds, Roster roster) {}

    /** The roster with what is known of its groups, empty when nothing is. */
    Optional<Found> find(Roster roster) {
        try {
            return Json.parse(Files.readAllBytes(file)) instanceof JsonObject root
                    ? find(root, roster)
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // It is only a cache.
            return Optional.empty();
        }
    }

    private Optional<Found> find(JsonObject root, Roster roster) {
        var read = Instant.parse(root.text("read").orElse(""));
        var fresh = !read.isAfter(clock.instant()) && read.plus(GOOD_FOR).isAfter(clock.instant());
        if (!fresh || !root.text("owner").filter(owner::equals).isPresent()) {
            return Optional.empty();
        }
        var ids = root.list("members");
        var known = root.object("groups").orElseThrow();
        Set<String> found = new HashSet<>();
        List<Roster.Group> groups = new ArrayList<>();
        for (var group : roster.groups()) {
            if (known.has(group.id())) {
                found.add(group.id());
                groups.add(group.with(known.list(group.id()).stream()
                        .map(place -> ids.get(((Long) place).intValue()).toString())
                        .toList()));
            } else {
                groups.add(group);
            }
        }
        return Optional.of(new Found(read, found, new Roster(roster.members(), groups)));
    }

    /** Remembers the groups whose members are known. */
    void store(Roster roster, Instant read) {
        List<String> ids = new ArrayList<>();
        Map<String, Long> places = new HashMap<>();
        var groups = new JsonObject();
        for (var group : roster.groups()) {
            var members = group.memberIds();
            if (members != null) {
                groups.put(
                        group.id(),
                        members.stream()
                                .map(id -> places.computeIfAbsent(id, unknown -> {
                                    ids.add(unknown);
                                    return (long) ids.size() - 1;
                                }))
                                .toList());
            }
        }
        var root = new JsonObject()
                .put("owner", owner)
                .put("read", read.toString())
                .put("members", ids)
                .put("groups", groups);
        AtomicFile.write(file, Json.compact(root).getBytes(StandardCharsets.UTF_8));
    }

    /** What is in it is no longer so. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
