package bwdc.cli;

import bwdc.host.Account;
import bwdc.host.Durations;
import bwdc.schedule.Explanation;
import bwdc.schedule.SchedulerType;
import bwdc.schedule.install.InstalledJob;
import bwdc.schedule.install.JobText;
import bwdc.schedule.install.Jobs;
import java.util.List;

/** {@code bwdc schedule show}: one job and all that was made for it. */
final class ScheduleShowCommand implements Command {
    private final List<SchedulerType> types;

    ScheduleShowCommand(List<SchedulerType> types) {
        this.types = types;
    }

    @Override
    public Spec spec() {
        return Spec.of("schedule show", "Show a job and every file that was made for it.")
                .arguments(Spec.required("name", "the job"))
                .options(Spec.flag("json", "print JSON"))
                .examples(Spec.example("bwdc schedule show nightly", "what the scheduler was told"));
    }

    @Override
    public Result run(Call call) {
        var caller = Account.current();
        var installed = Jobs.of(call.host(), caller).known(call.word(0).orElseThrow());
        var data = JobText.of(installed);
        return call.has("json") ? new Result.Data(data) : new Result.Report(text(call, installed, caller), data);
    }

    private String text(Call call, InstalledJob installed, Account caller) {
        var job = installed.job();
        var rows = new Table();
        rows.row("job", job.name() + ", on " + installed.on());
        rows.row("runs", Explanation.of(job.schedule()));
        JobRuns.next(installed, types, caller, call.host().clock().instant())
                .ifPresent(time -> rows.row("next", Times.local(time)));
        JobRuns.last(job).ifPresent(run -> rows.row("last", JobRuns.words(run)));
        rows.row("user", job.user().orElse(caller.name()));
        rows.row("folder", job.folder());
        rows.row("log", job.log());
        rows.row("time limit", Durations.words(job.timeLimit()));
        if (job.jitter().isPositive()) {
            rows.row("jitter", Durations.words(job.jitter()));
        }
        rows.row("command", job.program() + " " + String.join(" ", job.arguments()));
        var text = new StringBuilder(rows.text());
        for (var part : installed.parts()) {
            text.append("\n\n")
                    .append(part.title())
                    .append("\n\n")
                    .append(part.content().stripTrailing().indent(2).stripTrailing());
        }
        return text.toString();
    }
}
