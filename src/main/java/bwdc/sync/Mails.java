package bwdc.sync;

import bwdc.sync.HeldChange.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which address each active person is sent with. A server that knows members by their address (Vaultwarden) takes a
 * changed one for a stranger and invites them, so it waits until somebody agrees; until then the old one is sent.
 */
final class Mails {
    private final SafetyInput in;
    private final People people;
    private final Verdicts verdicts;
    private final Map<String, String> taken = new HashMap<>();
    private final Set<String> sent = new HashSet<>();
    private boolean checked;

    Mails(SafetyInput in, People people, Verdicts verdicts) {
        this.in = in;
        this.people = people;
        this.verdicts = verdicts;
        if (in.sync().users()) {
            decide();
        }
    }

    /** Gives changed addresses free that may go, and notes who holds which of the others. */
    private void decide() {
        for (int place = 0; place < people.size(); place++) {
            var row = people.get(place);
            var told = row.told();
            var mail = row.mail();
            if (told != null && mail != null && !told.equals(mail) && people.isActive(row)) {
                checked = true;
                if (!mayChange(row, told, mail)) {
                    taken.put(told, row.externalId());
                }
            }
        }
        if (!taken.isEmpty()) {
            newcomersWait();
        }
    }

    private boolean mayChange(KnownUser row, String told, String mail) {
        if (!in.safety().holdMailChanges()) {
            return true;
        }
        var change = new HeldChange(Kind.MAILS, row.externalId(), mail, told, "becomes " + mail);
        if (verdicts.isApproved(change)) {
            return true;
        }
        if (!verdicts.isRejected(change)) {
            verdicts.waiting.add(change);
        }
        return false;
    }

    /** Somebody new with the address that another member still has would be taken for that member. */
    private void newcomersWait() {
        for (int place = 0; place < people.size(); place++) {
            var row = people.get(place);
            var mail = row.mail();
            if (mail != null && !row.isMember() && people.isActive(row) && taken.containsKey(mail)) {
                var change = new HeldChange(
                        Kind.MAILS, row.externalId(), mail, mail, "new, with the address of " + taken.get(mail));
                if (!verdicts.isRejected(change)) {
                    verdicts.waiting.add(change);
                }
            }
        }
    }

    /** The address to send for somebody active, empty when they have to wait altogether. */
    java.util.Optional<String> toSend(KnownUser row) {
        var mail = row.mail();
        if (mail == null) {
            return java.util.Optional.empty();
        }
        if (!checked) {
            return java.util.Optional.of(mail);
        }
        var told = row.told();
        var address = told != null && row.externalId().equals(taken.get(told)) ? told : mail;
        var foreign = told == null && taken.containsKey(mail);
        return foreign || !sent.add(address) ? java.util.Optional.empty() : java.util.Optional.of(address);
    }
}
