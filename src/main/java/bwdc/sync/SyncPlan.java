package bwdc.sync;

import bwdc.bitwarden.ImportBody;
import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import java.util.List;

/** What a run has to do in the organization. */
public sealed interface SyncPlan {
    /**
     * Send these, one after another.
     *
     * @param hash of exactly these
     * @param after to be remembered once all of them are accepted: the hash of what the next run would send for the same
     *     directory
     */
    record Import(List<ImportBody> bodies, String hash, String after, int groups, int users) implements SyncPlan {}

    /** Nothing to send: the directory answered with nothing, or with what was sent last. */
    record Nothing() implements SyncPlan {}

    /** Nothing may be sent, because too much would be removed. */
    record Held(String reason, String hint) implements SyncPlan {
        public Fault fault() {
            return Fault.of(ExitCode.HELD, reason).hint(hint);
        }
    }

    /** Nothing may be sent, because the server would refuse it: a sentence for each entry. */
    record Refused(List<String> problems) implements SyncPlan {
        public Fault fault() {
            return Fault.of(ExitCode.BITWARDEN, "Bitwarden would refuse this import, so nothing was sent.")
                    .details(problems)
                    .hint("mend these entries in the directory, or leave them out with sync.userFilter and"
                            + " sync.groupFilter");
        }
    }
}
