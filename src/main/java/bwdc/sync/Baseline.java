package bwdc.sync;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is counted against: the directory as the last complete reads had it, and for every person and group what
 * the organization was last told. The two differ where a removal waits.
 *
 * <p>It is remembered only after the organization accepted what was sent, so it never claims more than that;
 * whom a run is about to invite stands beside it until then.
 */
public record Baseline(List<KnownUser> users, List<KnownGroup> groups) {
    public static final Baseline NONE = new Baseline(List.of(), List.of());

    /** The same with people whom the organization may have been told of since. */
    public Baseline with(List<KnownUser> invited) {
        Map<String, KnownUser> more = new LinkedHashMap<>();
        invited.forEach(each -> more.put(each.externalId(), each));
        List<KnownUser> all = new ArrayList<>(users.size() + more.size());
        for (var user : users) {
            var told = more.remove(user.externalId());
            all.add(told == null || user.isMember() ? user : told);
        }
        all.addAll(more.values());
        return new Baseline(all, groups);
    }

    /** How many people the organization has by this, leaving out those that the directory had lost before. */
    public int members() {
        int count = 0;
        for (var user : users) {
            if (user.isMember() && user.presence() != Presence.MISSING) {
                count++;
            }
        }
        return count;
    }

    /** The external ids of the members that the organization was told for a group. */
    public List<String> toldMembers(KnownGroup group) {
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                int inner = index - group.members().length;
                return users.get(inner < 0 ? group.members()[index] : group.kept()[inner])
                        .externalId();
            }

            @Override
            public int size() {
                return group.size();
            }
        };
    }
}
