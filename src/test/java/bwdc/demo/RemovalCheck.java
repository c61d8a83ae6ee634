package bwdc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bwdc.directory.DirectoryUser;
import bwdc.settings.Limit;
import bwdc.sync.Baseline;
import bwdc.sync.Decisions;
import bwdc.sync.HeldChange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may have been removed from the organization by one run of one machine.
 *
 * @param settings names of those that are set
 * @param baseline what the machine knew before the run
 * @param read what its reads have told it so far, by external id
 * @param alone whether no other machine tells the organization anything
 */
record RemovalCheck(
        Set<String> settings,
        boolean vaultwarden,
        @Nullable Baseline baseline,
        Decisions decisions,
        Map<String, DirectoryUser> read,
        boolean alone,
        Instant now) {

    static List<Picture.Who> removed(Picture before, Picture after) {
        List<Picture.Who> removed = new ArrayList<>();
        before.people.forEach((member, who) -> {
            if (!after.people.containsKey(member)) {
                removed.add(who);
            }
        });
        return removed;
    }

    private boolean is(String name) {
        return settings.contains(name);
    }

    private boolean isActive(DirectoryUser user) {
        return !user.disabled() || !is("BWDC_SYNC_REMOVE_DISABLED");
    }

    /**
     * Bitwarden goes by the external id, Vaultwarden by the address; where the two no longer belong together because
     * addresses changed, one of them says nothing about the person.
     */
    private boolean isTold(Picture.Who who) {
        return baseline != null
                && baseline.users().stream()
                        .anyMatch(each -> each.externalId().equals(who.externalId())
                                && who.mail().equals(each.told()));
    }

    void nobodyWhoIsThere(Picture.Who who) {
        var id = who.externalId();
        var mail = who.mail();
        var user = read.get(id);
        var same = isTold(who) || user != null && mail.equals(user.email());
        assertThat((same || !vaultwarden) && user != null && user.email() != null && isActive(user))
                .as("%s is in the directory and was removed", id)
                .isFalse();
        var overwrites = is("BWDC_SYNC_OVERWRITE_EXISTING");
        assertThat(same && user != null && user.email() == null && !overwrites)
                .as("%s has only lost the address and was removed", id)
                .isFalse();
        assertThat(same
                        && !overwrites
                        && read.values().stream()
                                .anyMatch(each -> mail.equals(each.email())
                                        && isActive(each)
                                        && !each.externalId().equals(id)
                                        && (user == null || vaultwarden)))
                .as("%s has another entry with %s and was removed", id, mail)
                .isFalse();
        var guarded = is("BWDC_SAFETY_PROTECTED") && (mail.equals("m1@acme.example") || mail.startsWith("m2"));
        assertThat(same && guarded).as("%s is protected and was removed", mail).isFalse();
        var time = now.atZone(ZoneOffset.UTC);
        var open = time.getDayOfWeek().getValue() <= 5 && time.getHour() >= 8 && time.getHour() < 18;
        assertThat(same && is("BWDC_SAFETY_WINDOWS") && !open)
                .as("%s was removed outside the window", id)
                .isFalse();
    }

    /** @param there how many people the organization had */
    void notOverTheLimit(List<Picture.Who> removed, int there, Limit limit) {
        long undecided = removed.stream()
                .filter(who -> !isApproved(who))
                .filter(who -> alone || isTold(who)) // A machine counts what it told itself.
                .filter(who -> !hasGoneToAnother(who))
                .map(Picture.Who::externalId)
                .distinct()
                .count();
        int all = Math.max(there, baseline == null ? 0 : baseline.members());
        assertThat(undecided).as("removed without approval, of %s", all).isLessThanOrEqualTo(limit.of(all));
        var nobodyLeft = read.values().stream().noneMatch(each -> each.email() != null && isActive(each));
        assertThat(nobodyLeft ? undecided : 0).as("removed with nobody left").isZero();
    }

    /** An address that somebody else has now, who is gone: where members are known by it, it is theirs. */
    private boolean hasGoneToAnother(Picture.Who who) {
        return vaultwarden
                && !isTold(who)
                && read.values().stream().anyMatch(each -> who.mail().equals(each.email()) && !isActive(each));
    }

    /** Where members are known by their address, whoever had it when it was approved. */
    private boolean isApproved(Picture.Who who) {
        var others = vaultwarden && baseline != null
                ? baseline.users().stream()
                        .filter(each -> who.mail().equals(each.told()))
                        .map(each -> each.externalId())
                : Stream.<String>empty();
        return Stream.concat(Stream.of(who.externalId()), others)
                .anyMatch(id ->
                        decisions.approved().contains(new HeldChange(HeldChange.Kind.USERS, id, "", "", "").key()));
    }
}
