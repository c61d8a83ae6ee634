package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.valued;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.run.RunOptions;
import bwdc.run.SyncOutcome;
import bwdc.run.Trigger;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.daemon.ChildRun;
import java.util.Optional;

/** {@code bwdc sync}: reads the directory and sends it to the organization. */
final class SyncCommand implements Command {
    private static final String FORCE = "force-removals";

    @Override
    public Spec spec() {
        return Spec.of("sync", "Read the directory and send what changed to the organization.")
                .options(
                        valued(
                                TimeLimit.OPTION,
                                "time",
                                "end the run after 90s, 15m, 2h (BWDC_TIME_LIMIT; 2h when not set)"),
                        valued("job", "name", "a scheduled run: logs, tells of trouble only, never asks"),
                        valued(
                                "jitter",
                                "time",
                                "with --job: first wait up to so long, always the same on this machine"),
                        valued("log", "file", "log to this file; with --job bwdc.log in the state folder otherwise"),
                        valued("log-format", "format", "text or json"),
                        flag(FORCE, "in this run, remove more than safety.maxRemovals allows"))
                .notes(
                        "Sends nothing when the directory is as it was at the last sync. A directory that cannot be read whole"
                                + " is never sent.",
                        "Needs no earlier login when BW_CLIENTID and BW_CLIENTSECRET or BW_CLIENTSECRET_FILE are set.",
                        "With --job it prints nothing unless something is wrong, signs in afresh, and when another run is at"
                                + " work it only says so in its log and exits with 8.")
                .examples(
                        example("bwdc sync", "one run"),
                        example("bwdc sync --job nightly --jitter 10m", "as a scheduler runs it"),
                        example("bwdc sync >> /var/log/bwdc.log 2>&1", "as an older script runs it"));
    }

    @Override
    public Result run(Call call) {
        var job = call.option("job").map(ScheduledJob::checkedName);
        var limit = TimeLimit.of(call);
        var jitter = TimeLimit.option(call, "jitter");
        var options = options(call);
        var log = LogTarget.of(call, job);
        if (job.isEmpty()) {
            if (jitter.isPresent()) {
                throw Fault.of(ExitCode.USAGE, "--jitter is for scheduled runs.")
                        .hint("bwdc sync --job NAME --jitter 10m");
            }
            var run = new RecordedSync(call, call.workspace(), log, Trigger.MANUAL, job, options, Optional.empty());
            return said(run.sync(limit));
        }
        var trigger = call.host().variable(ChildRun.VARIABLE).isPresent() ? Trigger.DAEMON : Trigger.SCHEDULE;
        try (var workspace = call.workspace().unattended(log.stream())) {
            var run = new RecordedSync(call, workspace, log, trigger, job, options, Optional.empty());
            jitter.ifPresent(most -> run.await(job.get(), most));
            var said = said(run.sync(limit));
            return call.flags().response() || trigger == Trigger.DAEMON ? said : new Result.Text(null);
        } catch (Fault fault) {
            if (fault.exitCode() == ExitCode.LOCKED) {
                return new Result.Done(call.flags().cleanExit() ? 0 : ExitCode.LOCKED.number());
            }
            throw fault;
        }
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
