package bwdc.sync;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that belong to somebody who stays. A server that knows members by their address (Vaultwarden) would remove
 * that person when somebody else with the same address is sent as deleted.
 */
final class Addresses {
    private final Set<String> taken;

    /** Looks at everybody only when somebody leaves or is gone. */
    Addresses(People people, Leavers leavers) {
        if (leavers.places().isEmpty() && !people.hasListedLeavers()) {
            taken = Set.of();
            return;
        }
        taken = new HashSet<>(people.addresses());
        for (int place = 0; place < people.size(); place++) {
            var told = people.get(place).told();
            if (told != null && !leavers.leaves(place)) {
                taken.add(told);
            }
        }
    }

    boolean areTaken(@Nullable String mail) {
        return mail != null && taken.contains(mail);
    }
}
