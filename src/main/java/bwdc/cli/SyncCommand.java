package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.run.RunOptions;
import bwdc.run.SyncOutcome;
import java.util.Optional;

/** {@code bwdc sync}: reads the directory and sends it to the organization. */
final class SyncCommand implements Command {
    private static final String FORCE = "force-removals";

    @Override
    public Spec spec() {
        return Spec.of("sync", "Read the directory and send what changed to the organization.")
                .options(
                        Spec.valued(
                                TimeLimit.OPTION,
                                "time",
                                "end the run after 90s, 15m, 2h (BWDC_TIME_LIMIT; 2h when not set)"),
                        Spec.flag(FORCE, "in this run, remove more than safety.maxRemovals allows"))
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
        workspace.lock();
        return said(workspace.sync(options(call), Optional.empty()));
    }

    static Result said(SyncOutcome outcome) {
        var counts = switch (outcome) {
            case SyncOutcome.Imported(var groups, var users) -> counts(groups, users);
            case SyncOutcome.Unchanged() -> counts(0, 0);
            case SyncOutcome.Held(var groups, var users, var holds) ->
                throw HoldText.fault(counts(groups, users), holds);
        };
        return Result.Message.of("Syncing complete.", counts);
    }

    private static RunOptions options(Call call) {
        if (!call.has(FORCE)) {
            return RunOptions.USUAL;
        }
        if (call.has("job")) {
            throw Fault.of(ExitCode.USAGE, "--" + FORCE + " is for a person who looks on, not for a schedule.")
                    .hint("bwdc holds shows what waits; bwdc approve NUMBER lets it go with the next run");
        }
        return RunOptions.USUAL.withForcedRemovals();
    }

    private static String counts(int groups, int users) {
        return "Synced " + groups + " group(s) and " + users + " user(s).";
    }
}
