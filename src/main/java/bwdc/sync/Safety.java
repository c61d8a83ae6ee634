package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.sync.HeldChange.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Plans a run so that nobody is removed by mistake: what is over a limit, too early or protected stays as the
 * organization was told it last, everything else goes out. Pure: no files, no clock.
 *
 * <p>Where nothing has to wait, what goes out is to the byte what the reference would send for the same read.
 */
public final class Safety {
    private final SafetyInput in;
    private final Baseline before;
    private final People people;
    private final Verdicts verdicts;
    private final Leavers leavers;
    private final Mails mails;
    private final Teams teams;
    private final List<String> warnings = new ArrayList<>();
    private final List<ImportRequest.Member> members = new ArrayList<>();
    private final List<ImportRequest.Member> once = new ArrayList<>();
    private final boolean overwrite;
    private boolean asRead = true;

    private Safety(SafetyInput in) {
        this.in = in;
        before = in.before().orElse(Baseline.NONE);
        verdicts = new Verdicts(in);
        people = new People(in, before);
        leavers = new Leavers(in, people, verdicts, members());
        mails = new Mails(in, people, verdicts);
        // Whoever leaves counts as gone for the groups; everybody else keeps what the organization was told until then.
        var told = leave();
        if (in.sync().users()) {
            sendListed();
        }
        overwrite = in.sync().overwriteExisting() && !leavers.anybodyStays() && asRead;
        if (in.sync().users()) {
            sendUnlisted(told);
            forgetMissing();
        }
        teams = new Teams(in, before, people, leavers, verdicts);
    }

    public static SafePlan plan(SafetyInput input) {
        return new Safety(input).result();
    }

    /** How many people removals are counted against; without a baseline those whom the read itself calls active. */
    private int members() {
        if (in.before().isPresent()) {
            return before.members();
        }
        return (int) in.company().users().stream()
                .filter(user -> !Draft.isLeaver(user, in.sync()))
                .count();
    }

    /** The addresses of those who leave, before they are forgotten. */
    private List<String> leave() {
        List<String> told = new ArrayList<>();
        for (int place : leavers.places()) {
            var row = people.get(place);
            told.add(row.name());
            people.set(place, row.told(null));
        }
        return told;
    }

    private void sendListed() {
        for (var user : in.company().users()) {
            int place = people.place(user);
            var row = people.get(place);
            if (Draft.isLeaver(user, in.sync())) {
                if (leavers.stays(place)) {
                    asRead = false;
                } else {
                    members.add(Draft.member(user, in.sync()));
                }
                continue;
            }
            var address = mails.toSend(row);
            if (address.isEmpty()) {
                asRead = false;
                continue;
            }
            asRead &= address.get().equals(user.email());
            members.add(new ImportRequest.Member(address.get(), user.externalId(), false));
            if (!address.get().equals(row.told())) {
                people.set(place, row.told(address.get()));
            }
        }
    }

    /** What an incremental read no longer tells, or a full one cannot: decided now, sent once. */
    private void sendUnlisted(List<String> told) {
        for (int i = 0; i < told.size(); i++) {
            int place = leavers.places().get(i);
            if (!people.isListed(place) && !overwrite) {
                once.add(new ImportRequest.Member(told.get(i), people.get(place).externalId(), true));
            }
        }
        for (int place = 0; place < people.size(); place++) {
            var row = people.get(place);
            if (people.isListed(place)
                    || !people.isActive(row)
                    || row.mail() == null
                    || row.mail().equals(row.told())) {
                continue;
            }
            var address = mails.toSend(row);
            if (address.isPresent() && !address.get().equals(row.told())) {
                once.add(new ImportRequest.Member(address.get(), row.externalId(), false));
                people.set(place, row.told(address.get()));
            }
        }
    }

    /** With nobody left in the directory, and nothing set that would remove anybody, somebody has to say it is right. */
    private void forgetMissing() {
        if (in.before().isEmpty() || leavers.anybodyStays() || !leavers.places().isEmpty() || !people.hasNobodyLeft()) {
            return;
        }
        var change = new HeldChange(Kind.MISSING, "*", "", "all users", "users");
        if (verdicts.isApproved(change)) {
            for (int place = 0; place < people.size(); place++) {
                people.set(place, people.get(place).told(null));
            }
        } else if (!verdicts.isRejected(change)) {
            verdicts.waiting.add(change);
        }
    }

    private SafePlan result() {
        if (in.sync().overwriteExisting() && !overwrite) {
            warnings.add(
                    "sync.overwriteExisting is left out of this run, because not everybody whom it would remove may"
                            + " go; sync.removeMissing removes people who left without it");
        }
        List<ImportRequest.Member> all = members;
        if (!once.isEmpty()) {
            all = new ArrayList<>(members);
            all.addAll(once);
        }
        var draft = new Draft(teams.toSend(), all, overwrite, teams.once(), once.size());
        return new SafePlan(
                draft,
                asRead
                        && once.isEmpty()
                        && teams.once() == 0
                        && !teams.areChanged()
                        && overwrite == in.sync().overwriteExisting(),
                after(),
                leavers.removals(),
                verdicts.waiting,
                verdicts.pending,
                verdicts.stillRejected,
                leavers.forWindow,
                leavers.missed,
                leavers.protectedUsers,
                warnings);
    }

    /** Without the rows that nothing names any more. */
    private Baseline after() {
        var used = new BitSet();
        teams.mark(used);
        for (int place = 0; place < people.size(); place++) {
            var row = people.get(place);
            if (row.isMember() || row.presence() == Presence.ACTIVE) {
                used.set(place);
            }
        }
        if (used.cardinality() == people.size()) {
            return new Baseline(people.rows(), teams.after());
        }
        return Renumbering.of(people.rows(), teams.after(), used);
    }
}
