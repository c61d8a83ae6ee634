package bwdc.cli;

import bwdc.fault.ExitCode;
import bwdc.fault.Fault;
import bwdc.host.Account;
import bwdc.schedule.ScheduledJob;
import bwdc.schedule.install.AsUser;
import bwdc.schedule.install.Credentials;
import bwdc.schedule.install.Jobs;
import java.util.ArrayList;
import java.util.List;

/** {@code bwdc schedule run}: runs a job now, as its scheduler would. */
final class ScheduleRunCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("schedule run", "Run a job now, as its scheduler would, without its jitter.")
                .arguments(Spec.required("name", "the job"))
                .options(Spec.flag("json", "print what came of it as JSON"))
                .notes(
                        "The same command as the same user with the same few variables. Its exit status is that of the run; a run"
                                + " that goes well prints nothing, `bwdc log --job NAME` tells about it.")
                .examples(Spec.example("bwdc schedule run nightly", "a rehearsal"));
    }

    @Override
    public Result run(Call call) {
        var caller = Account.current();
        var job = Jobs.of(call.host(), caller).known(call.word(0).orElseThrow()).job();
        var name = job.user().orElse(caller.name());
        if (!caller.root() && !name.equals(caller.name())) {
            throw Fault.of(ExitCode.USAGE, "Only root can run a job of " + name + ".")
                    .hint("sudo bwdc schedule run " + job.name());
        }
        var account = Account.find(name)
                .orElseThrow(() -> Fault.of(ExitCode.SETTINGS, "There is no user " + name + ".")
                        .hint("bwdc schedule verify " + job.name() + " tells what else is missing"));
        var user = new AsUser(caller, account, job);
        List<String> command = new ArrayList<>(List.of(job.program()));
        command.addAll(job.withoutJitter().arguments());
        call.host().out().flush();
        try (var credentials = Credentials.handedTo(account, caller, job)) {
            credentials.folder().ifPresent(folder -> user.with("CREDENTIALS_DIRECTORY", folder.toString()));
            return told(call, job, user.runVisibly(command));
        }
    }

    private static Result told(Call call, ScheduledJob job, int status) {
        var last = JobRuns.last(job);
        if (call.has("json")) {
            last.ifPresent(run -> call.output().print(run.json()));
            return new Result.Done(status);
        }
        return status == 0
                ? Result.Message.of(
                        job.name() + " ran well.", last.map(JobRuns::words).orElse(""))
                : new Result.Done(status);
    }
}
