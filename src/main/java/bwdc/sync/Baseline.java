package bwdc.sync;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run is counted against: the directory as the last complete reads had it, and for every person and group what
 * the organization was last told. The two differ where a removal waits.
 *
 * <p>It is remembered only after the organization accepted what was sent, so it never claims more than that;
 * whom a run is about to invite stands beside it until then.
 *
 * @param rest those who are not in it, where it is a part
 */
public record Baseline(List<KnownUser> users, List<KnownGroup> groups, Rest rest) {
    public static final Baseline NONE = new Baseline(List.of(), List.of());

    /** One that has everybody. */
    public Baseline(List<KnownUser> users, List<KnownGroup> groups) {
        this(users, groups, Rest.NONE);
    }

    /**
     * People and groups that are left out, because a read of changes is not about them.
     *
     * @param members how many people the organization has of them
     * @param active how many of them it is to have
     * @param listed how many groups the directory has
     * @param there how many groups are not known to be gone
     */
    public record Rest(int members, int active, int listed, int there) {
        static final Rest NONE = new Rest(0, 0, 0, 0);
    }

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
        return new Baseline(all, groups, rest);
    }

    /**
     * How many people the organization has by this, leaving out those that the directory had lost before. It has an address
     * once only, also where a run that was cut off has perhaps invited the same person under another id.
     */
    public int members() {
        Set<String> addresses = HashSet.newHashSet(users.size());
        for (var user : users) {
            if (user.told() != null && user.presence() != Presence.MISSING) {
                addresses.add(user.told());
            }
        }
        return rest.members() + addresses.size();
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
