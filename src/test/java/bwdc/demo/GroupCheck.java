package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.settings.Limit;
import bwdc.sync.Baseline;
import bwdc.sync.Decisions;
import bwdc.sync.HeldChange;
import bwdc.sync.Presence;
import java.util.Set;

/** No group may lose more than its limit of people who stay, unless somebody has approved it. */
record GroupCheck(Baseline baseline, Decisions decisions, Limit limit) {
    void keepTheirMembers(Picture before, Picture after) {
        var ids = after.ids();
        before.groups.forEach((id, members) -> {
            long lost = members.stream()
                    .filter(member -> !after.groups.getOrDefault(id, Set.of()).contains(member))
                    .filter(ids::contains)
                    .filter(member -> !isApproved(member, id))
                    .filter(member -> isKnown(id, member))
                    .count();
            int size = Math.max(members.size(), size(id));
            assertThat(lost).as("members lost by %s", id).isLessThanOrEqualTo(limit.of(size));
        });
    }

    private boolean isApproved(String member, String group) {
        var change = new HeldChange(HeldChange.Kind.MEMBERS, member, group, "", "");
        return decisions.approved().contains(change.key());
    }

    /**
     * Whether this machine told of the group with that member: another machine's doing is not known to it, as when it invites
     * again whom this one has removed.
     */
    private boolean isKnown(String group, String member) {
        var removed = baseline.users().stream()
                .anyMatch(each -> each.externalId().equals(member)
                        && !each.isMember()
                        && each.presence() != Presence.MEMBER_ONLY);
        return !removed
                && baseline.groups().stream()
                        .filter(each -> each.externalId().equals(group))
                        .anyMatch(each -> baseline.toldMembers(each).contains(member));
    }

    private int size(String group) {
        return baseline.groups().stream()
                .filter(each -> each.externalId().equals(group))
                .mapToInt(each -> each.size())
                .findFirst()
                .orElse(0);
    }
}
