package bwdc.cli;

import bwdc.run.SyncOutcome;
import bwdc.schedule.daemon.ChildRun;

/** {@code bwdc sync}: reads the directory and sends it to the organization. */
final class SyncCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("sync", "Read the directory and send what changed to the organization.")
                .options(Spec.valued(
                        TimeLimit.OPTION, "time", "end the run after 90s, 15m, 2h (BWDC_TIME_LIMIT; 2h when not set)"))
                .notes(
                        "Sends nothing when the directory is as it was at the last sync. A directory that cannot be read whole"
                                + " is never sent.",
                        "Needs no earlier login when BW_CLIENTID and BW_CLIENTSECRET or BW_CLIENTSECRET_FILE are set.")
                .examples(
                        Spec.example("bwdc sync", "one run"),
                        Spec.example("bwdc sync >> /var/log/bwdc.log 2>&1", "as cron runs it"));
    }

    @Override
    public Result run(Call call) {
        var workspace = call.workspace();
        call.endAfter(TimeLimit.of(call));
        try (var inFlight = new InFlight()) {
            if (call.host().variable(ChildRun.VARIABLE).isPresent()) {
                inFlight.follow(call.host().in(), call.ending(), call.output());
            }
            workspace.lock();
            var counts = switch (workspace.sync(inFlight::begin)) {
                case SyncOutcome.Imported(var groups, var users) -> counts(groups, users);
                case SyncOutcome.Unchanged() -> counts(0, 0);
            };
            return Result.Message.of("Syncing complete.", counts);
        }
    }

    private static String counts(int groups, int users) {
        return "Synced " + groups + " group(s) and " + users + " user(s).";
    }
}
