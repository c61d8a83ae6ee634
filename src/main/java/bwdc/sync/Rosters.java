package bwdc.sync;

import bwdc.bitwarden.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an organization was told, seen as what it holds, and the other way round. */
public final class Rosters {
    private Rosters() {}

    /** What an organization that nobody else changes holds by now. */
    public static Roster told(Baseline baseline) {
        List<Roster.Member> members = new ArrayList<>(baseline.users().size());
        for (var user : baseline.users()) {
            var mail = user.told();
            if (mail != null) {
                members.add(new Roster.Member(
                        user.externalId(),
                        mail.toLowerCase(java.util.Locale.ROOT),
                        user.externalId(),
                        Roster.Status.INVITED,
                        2));
            }
        }
        return new Roster(
                members,
                baseline.groups().stream()
                        .map(group -> new Roster.Group(
                                group.externalId(), group.name(), group.externalId(), baseline.toldMembers(group)))
                        .toList());
    }

    /** What an organization must have been told to hold what it does, as far as a directory manages it. */
    public static Baseline baseline(Roster roster) {
        List<KnownUser> users = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        Map<String, Boolean> seen = new HashMap<>();
        for (var member : roster.members()) {
            var externalId = member.externalId();
            if (externalId != null && !member.isOwner() && seen.putIfAbsent(externalId, true) == null) {
                places.put(member.id(), users.size());
                users.add(KnownUser.of(externalId, member.email(), member.email(), Presence.ACTIVE));
            }
        }
        List<KnownGroup> groups = new ArrayList<>();
        for (var group : roster.groups()) {
            var externalId = group.externalId();
            if (externalId != null) {
                var ids = group.memberIds() == null ? List.<String>of() : group.memberIds();
                var members = ids.stream()
                        .filter(places::containsKey)
                        .mapToInt(places::get)
                        .sorted()
                        .distinct()
                        .toArray();
                groups.add(new KnownGroup(externalId, group.name(), members, new int[0], KnownGroup.Listing.LISTED));
            }
        }
        return new Baseline(users, groups);
    }
}
