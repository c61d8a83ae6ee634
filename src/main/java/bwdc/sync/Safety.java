package bwdc.sync;

import bwdc.bitwarden.ImportRequest;
import bwdc.directory.DirectoryUser;
import bwdc.sync.HeldChange.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final Map<Integer, String> lastTold = new HashMap<>();
    private final List<ImportRequest.Member> members = new ArrayList<>();
    private final List<ImportRequest.Member> once = new ArrayList<>();
    private final List<Removal> removals;
    private final Addresses addresses;
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
        removals = new ArrayList<>(leavers.removals());
        addresses = new Addresses(people, leavers);
        leave();
        if (in.sync().users()) {
            sendListed();
        }
        overwrite = mayOverwrite();
        if (in.sync().users()) {
            sendUnlisted();
            doubtMissing();
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

    /** The server overwrites whomever it finds, so everybody must be allowed to go, now, and nobody be protected. */
    private boolean mayOverwrite() {
        return in.sync().overwriteExisting()
                && in.windowOpen()
                && in.safety().protect().mails().isEmpty()
                && !leavers.anybodyStays()
                && asRead;
    }

    /** Those who leave are forgotten; what they were known by is needed once more. */
    private void leave() {
        for (int place : leavers.places()) {
            var row = people.get(place);
            lastTold.put(place, row.name());
            people.set(place, row.told(null));
        }
    }

    private void sendListed() {
        for (var user : in.company().users()) {
            int place = people.place(user);
            var row = people.get(place);
            if (Draft.isLeaver(user, in.sync())) {
                if (leavers.stays(place)) {
                    asRead = false;
                } else {
                    sendLeaver(place, user);
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

    /** A changed address is sent every time, as it was read; the one that the organization knows, once. */
    private void sendLeaver(int place, DirectoryUser user) {
        var told = lastTold.get(place);
        var email = user.email();
        var changed = told != null && !told.equals(email) && !addresses.areTaken(told);
        if (changed) {
            once.add(new ImportRequest.Member(told, user.externalId(), true));
        }
        if (!addresses.areTaken(email)) {
            members.add(new ImportRequest.Member(email, user.externalId(), true));
            return;
        }
        asRead = false;
        if (!changed) {
            stay(place);
        }
    }

    /**
     * Somebody cannot be told to leave, because their address belongs to somebody else who stays: a server that knows
     * members by their address would remove that one.
     */
    private void stay(int place) {
        var told = lastTold.get(place);
        if (told != null) {
            var row = people.get(place).told(told);
            people.set(place, row);
            removals.removeIf(removal -> removal.externalId().equals(row.externalId()));
        }
    }

    /** What an incremental read no longer tells, or a full one cannot: decided now, sent once. */
    private void sendUnlisted() {
        for (int place : leavers.places()) {
            if (people.isListed(place) || overwrite) {
                continue;
            }
            var told = lastTold.get(place);
            if (addresses.areTaken(told)) {
                stay(place);
            } else {
                once.add(new ImportRequest.Member(told, people.get(place).externalId(), true));
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
    private void doubtMissing() {
        if (in.before().isEmpty() || leavers.anybodyStays() || !leavers.places().isEmpty() || !people.hasNobodyLeft()) {
            return;
        }
        var change = new HeldChange(Kind.MISSING, "*", "", "all users", "users");
        if (!verdicts.isRejected(change)) {
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
                invited(),
                removals,
                verdicts.waiting,
                verdicts.pending,
                verdicts.stillRejected,
                leavers.forWindow,
                leavers.missed,
                leavers.unproved + people.leftBehind(),
                leavers.protectedUsers,
                warnings);
    }

    private List<KnownUser> invited() {
        List<KnownUser> invited = new ArrayList<>();
        for (int place = 0; place < people.size(); place++) {
            var row = people.get(place);
            if (row.isMember()
                    && (place >= before.users().size()
                            || !before.users().get(place).isMember())) {
                invited.add(row);
            }
        }
        return invited;
    }

    private static boolean isThere(Presence presence) {
        return switch (presence) {
            case ACTIVE, DISABLED, DELETED -> true;
            case MISSING, LEFT_OUT, MEMBER_ONLY -> false;
        };
    }

    /** After a read of everything, without the rows that nothing names any more. */
    private Baseline after() {
        if (!in.full()) {
            return new Baseline(people.rows(), teams.after(), before.rest());
        }
        var used = new BitSet();
        teams.mark(used);
        for (int place = 0; place < people.size(); place++) {
            var row = people.get(place);
            if (row.isMember() || isThere(row.presence())) {
                used.set(place);
            }
        }
        if (used.cardinality() == people.size()) {
            return new Baseline(people.rows(), teams.after());
        }
        return Renumbering.of(people.rows(), teams.after(), used);
    }
}
