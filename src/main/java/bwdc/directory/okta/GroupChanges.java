package bwdc.directory.okta;

import bwdc.settings.SyncSettings;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All groups as they are now, while only those are asked for their members that may have others than before. Okta tells with
 * each group when somebody joined or left last.
 */
final class GroupChanges {
    private final Memory before;
    private final Lists lists;
    private final NativeFilter filter;
    private final Supplier<List<ReadGroup>> current;
    private final Map<String, ReadGroup> known = new HashMap<>();

    /** @param current reads the list of groups, without members */
    GroupChanges(Memory before, Lists lists, NativeFilter filter, Supplier<List<ReadGroup>> current) {
        this.before = before;
        this.lists = lists;
        this.filter = filter;
        this.current = current;
        before.groups().forEach(group -> known.put(group.id(), group));
    }

    /** @param changed users that changed since then */
    List<ReadGroup> groups(People changed, SyncSettings sync) {
        if (!sync.groups()) {
            return List.of();
        }
        var told = sync.users() || before.groups().stream().noneMatch(ReadGroup::builtIn);
        return told
                        && changed.all().isEmpty()
                        && lists.groups(filter.groupsSince(before.since())).isEmpty()
                ? before.groups()
                : reread(changed, sync.users());
    }

    private List<ReadGroup> reread(People changed, boolean usersAreKnown) {
        var left = changed.ids(true);
        var active = changed.ids(false);
        Map<String, ReadGroup> kept = new HashMap<>();
        List<ReadGroup> other = new ArrayList<>();
        var all = current.get();
        for (var group : all) {
            var old = known.get(group.id());
            if (old != null
                    && hasStamp(group, old)
                    && Collections.disjoint(left, old.members())
                    && (!group.builtIn() || usersAreKnown && hasAll(old, active))) {
                kept.put(group.id(), group.with(old.members()));
            } else {
                other.add(group);
            }
        }
        lists.withMembers(other).forEach(group -> kept.put(group.id(), group));
        return all.stream().map(group -> kept.getOrDefault(group.id(), group)).toList();
    }

    /** A change in the last moments before a read may not have been in it. */
    private boolean hasStamp(ReadGroup group, ReadGroup old) {
        try {
            return group.stamp().equals(old.stamp())
                    && Instant.parse(old.stamp()).isBefore(before.since());
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Into Everyone and the like people come without being added; whether their stamps tell is not documented. */
    private static boolean hasAll(ReadGroup group, Set<String> active) {
        return active.isEmpty() || new HashSet<>(group.members()).containsAll(active);
    }
}
