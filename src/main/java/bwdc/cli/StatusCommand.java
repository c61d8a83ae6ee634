package bwdc.cli;

import static bwdc.cli.Spec.example;
import static bwdc.cli.Spec.flag;
import static bwdc.cli.Spec.valued;

import bwdc.run.History;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** {@code bwdc status}: whether the last success is recent enough, for people, Nagios and health checks. */
final class StatusCommand implements Command {
    /** Docker knows no other number for what is not healthy. */
    private static final int BAD = 1;

    /** What Nagios calls critical; 1 is only a warning there. */
    private static final int NAGIOS_CRITICAL = 2;

    private final Function<Call, Optional<Instant>> next;

    /** @param next when the next run is due, of the job that the call names or of any */
    StatusCommand(Function<Call, Optional<Instant>> next) {
        this.next = next;
    }

    @Override
    public Spec spec() {
        return Spec.of("status", "Tell whether the last sync was successful and recent.")
                .options(
                        valued("max-age", "time", "how old the last success may be: 90m, 2h, 1d"),
                        valued("job", "name", "look at the runs of this job only"),
                        flag("nagios", "exit with 2 instead of 1 when it is not well"),
                        flag("json", "print JSON"))
                .notes(
                        "Exits with 0 when all is well and with 1 when it is not: when there was no success, or the last one is"
                                + " older than --max-age. Without --max-age the last run must have succeeded.",
                        "Needs no lock, no secret and no network, and works while a run is going on.")
                .examples(
                        example("bwdc status --max-age 2h", "as a container's health check"),
                        example("bwdc status --max-age 1d --job nightly --nagios", "as a check of Nagios or Icinga"));
    }

    @Override
    public Result run(Call call) {
        var age = TimeLimit.option(call, "max-age");
        var history = new History(JobRuns.folder(call), call.output()::warning);
        var status = new Status(
                HistoryCommand.records(call),
                history.running()
                        .filter(run -> call.option("job").isEmpty() || run.job().equals(call.option("job"))),
                next.apply(call),
                call.host().clock().instant(),
                age);
        print(call, status);
        if (status.isGood() || call.flags().cleanExit()) {
            return new Result.Done(0);
        }
        return new Result.Done(call.has("nagios") ? NAGIOS_CRITICAL : BAD);
    }

    private static void print(Call call, Status status) {
        if (call.has("json")) {
            call.output().print(status.json());
        } else {
            call.output().result(new Result.Report(status.text(), status.json()));
        }
    }
}
