package bwdc.cli;

import bwdc.host.Account;
import bwdc.json.JsonObject;
import bwdc.schedule.Explanation;
import bwdc.schedule.SchedulerType;
import bwdc.schedule.install.InstalledJob;
import bwdc.schedule.install.JobText;
import bwdc.schedule.install.Jobs;
import java.util.List;

/** {@code bwdc schedule list}: the jobs of this machine. */
final class ScheduleListCommand implements Command {
    private final List<SchedulerType> types;

    ScheduleListCommand(List<SchedulerType> types) {
        this.types = types;
    }

    @Override
    public Spec spec() {
        return Spec.of("schedule list", "List the jobs of this machine and when they run next.")
                .options(Spec.flag("json", "print JSON"))
                .examples(Spec.example("bwdc schedule list", "your jobs, and those that root added"));
    }

    @Override
    public Result run(Call call) {
        var caller = Account.current();
        var jobs = Jobs.of(call.host(), caller).list();
        var data = new JsonObject()
                .put("object", "list")
                .put("data", jobs.stream().map(each -> json(call, each, caller)).toList());
        if (call.has("json")) {
            return new Result.Data(data);
        }
        if (jobs.isEmpty()) {
            return new Result.Report(
                    "There are no jobs. `bwdc schedule add nightly --at '30 2 * * *'` makes one.", data);
        }
        var table = new Table().row("job", "when", "on", "user", "last run", "next run");
        jobs.forEach(each -> table.row(row(call, each, caller)));
        return new Result.Report(table.text(), data);
    }

    private String[] row(Call call, InstalledJob each, Account caller) {
        var job = each.job();
        return new String[] {
            job.name(),
            Explanation.of(job.schedule()),
            each.on(),
            job.user().orElse(caller.name()),
            JobRuns.last(job).map(run -> JobRuns.words(run)).orElse("-"),
            JobRuns.next(each, types, caller, call.host().clock().instant())
                    .map(time -> Times.local(time))
                    .orElse("-")
        };
    }

    private JsonObject json(Call call, InstalledJob each, Account caller) {
        return JobText.of(each.job())
                .put("on", each.on())
                .put(
                        "next",
                        JobRuns.next(each, types, caller, call.host().clock().instant())
                                .map(Object::toString)
                                .orElse(null));
    }
}
